/**
 * Every GraphQL document Lookout sends to Linear, in its own words: the SDK's payloads carry ids only, so that each
 * relation would be one more request. A test validates all of them against the installed SDK's schema.
 */

const issueFields = `
  id identifier url title description priority dueDate updatedAt archivedAt trashed
  state { id name type }
  assignee { id name }
  team { id key private }
`;
const issueParts = `fragment IssueParts on Issue { ${issueFields} }`;
const foundParts = `fragment FoundParts on IssueSearchResult { ${issueFields} }`;
const page = 'pageInfo { hasNextPage endCursor }';

export const viewerDocument = `query Viewer {
  viewer { id name organization { id name urlKey } }
}`;

export const teamsDocument = `query Teams($after: String) {
  teams(first: 100, after: $after) { nodes { id key name private } ${page} }
}`;

/** 50 a page: with 20 teams each, about 1,200 of the 10,000 points a query may cost. */
export const projectsDocument = `query Projects($after: String) {
  projects(first: 50, after: $after) { nodes { id name status { type } teams(first: 20) { nodes { id } } } ${page} }
}`;

export const milestonesDocument = `query Milestones($after: String) {
  projectMilestones(first: 100, after: $after) { nodes { id name project { id } } ${page} }
}`;

/** 50 a page: with 50 teams each, about 2,800 of the 10,000 points a query may cost. */
export const usersDocument = `query Users($after: String) {
  users(first: 50, after: $after) {
    nodes { id name displayName email active app guest teams(first: 50) { nodes { id } } } ${page}
  }
}`;

export const statesDocument = `query States($after: String) {
  workflowStates(first: 100, after: $after) { nodes { id name type position team { id } } ${page} }
}`;

export const labelsDocument = `query Labels($after: String) {
  issueLabels(first: 100, after: $after) { nodes { id name isGroup team { id } } ${page} }
}`;

export const issuesDocument = `query Issues($filter: IssueFilter, $first: Int, $after: String, $archived: Boolean) {
  issues(filter: $filter, first: $first, after: $after, includeArchived: $archived, orderBy: updatedAt) {
    nodes { ...IssueParts } ${page}
  }
}
${issueParts}`;

/** Who changed issues or wrote on them. 50 of them are about 1,900 of the 10,000 points a query may cost. */
export const touchedDocument = `query Touched($ids: [ID!], $first: Int) {
  viewer { id }
  issues(filter: { id: { in: $ids } }, first: $first, includeArchived: true) {
    nodes {
      id
      history(first: 10) { nodes { actor { id name } } }
      comments(first: 5) { nodes { user { id name } } }
    }
  }
}`;

export const searchDocument = `query Search($term: String!, $first: Int) {
  searchIssues(term: $term, first: $first) { nodes { ...FoundParts } }
}
${foundParts}`;

export const createIssueDocument = `mutation CreateIssue($input: IssueCreateInput!) {
  issueCreate(input: $input) { success issue { ...IssueParts } }
}
${issueParts}`;

export const createIssuesDocument = `mutation CreateIssues($input: IssueBatchCreateInput!) {
  issueBatchCreate(input: $input) { success issues { ...IssueParts } }
}
${issueParts}`;

export const updateIssueDocument = `mutation UpdateIssue($id: String!, $input: IssueUpdateInput!) {
  issueUpdate(id: $id, input: $input) { success issue { ...IssueParts } }
}
${issueParts}`;

export const archiveIssueDocument = `mutation ArchiveIssue($id: String!) {
  issueArchive(id: $id) { success }
}`;

export const unarchiveIssueDocument = `mutation UnarchiveIssue($id: String!) {
  issueUnarchive(id: $id) { success }
}`;

export const attachDocument = `mutation Attach($input: AttachmentCreateInput!) {
  attachmentCreate(input: $input) { success attachment { id } }
}`;

export const attachmentsDocument = `query Attachments($url: String!) {
  attachmentsForURL(url: $url, first: 100) { nodes { id issue { id } } }
}`;

export const detachDocument = `mutation Detach($id: String!) {
  attachmentDelete(id: $id) { success }
}`;

export const createMilestoneDocument = `mutation CreateMilestone($input: ProjectMilestoneCreateInput!) {
  projectMilestoneCreate(input: $input) { success projectMilestone { id name project { id } } }
}`;

export const createCommentDocument = `mutation CreateComment($input: CommentCreateInput!) {
  commentCreate(input: $input) { success comment { id } }
}`;

export const updateCommentDocument = `mutation UpdateComment($id: String!, $input: CommentUpdateInput!) {
  commentUpdate(id: $id, input: $input) { success comment { id } }
}`;

export const deleteCommentDocument = `mutation DeleteComment($id: String!) {
  commentDelete(id: $id) { success }
}`;

export const commentsDocument = `query Comments($ids: [ID!]) {
  comments(filter: { id: { in: $ids } }, first: 50, includeArchived: true) { nodes { id } }
}`;
