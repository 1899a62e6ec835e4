-- TEST ONLY. A stand-in for pgvector where the server has none; see the README beside it.
-- A vector is kept as its text, so the server's own functions for text can read and write it.
create type vector;
create function vector_in(cstring) returns vector language internal immutable strict parallel safe as 'textin';
create function vector_out(vector) returns cstring language internal immutable strict parallel safe as 'textout';
create function vector_recv(internal) returns vector language internal stable strict parallel safe as 'textrecv';
create function vector_send(vector) returns bytea language internal stable strict parallel safe as 'textsend';
-- varchar's modifier is the number in brackets plus 4 bytes of header.
create function vector_typmod_in(cstring[]) returns integer language internal immutable strict parallel safe as 'varchartypmodin';
create function vector_typmod_out(integer) returns cstring language internal immutable strict parallel safe as 'varchartypmodout';
create type vector (
  input = vector_in, output = vector_out, receive = vector_recv, send = vector_send,
  typmod_in = vector_typmod_in, typmod_out = vector_typmod_out,
  internallength = variable, alignment = int4, storage = extended
);

create function vector_to_float4(vector, integer, boolean) returns real[] language sql immutable strict parallel safe
  as $$ select string_to_array(btrim($1::text, '[] '), ',')::real[] $$;
create function array_to_vector(real[], integer, boolean) returns vector language sql immutable strict parallel safe
  as $$ select ('[' || array_to_string($1, ',') || ']')::vector $$;
create cast (vector as real[]) with function vector_to_float4(vector, integer, boolean) as implicit;
create cast (real[] as vector) with function array_to_vector(real[], integer, boolean) as assignment;

create function vector_dims(vector) returns integer language sql immutable strict parallel safe
  as $$ select cardinality($1::real[]) $$;

-- Storing in a column of n dimensions goes through this cast.
create function vector(vector, integer, boolean) returns vector language plpgsql immutable strict parallel safe as $$
begin
  if $2 > 0 and vector_dims($1) <> $2 - 4 then
    raise data_exception using message = format('expected %s dimensions, not %s', $2 - 4, vector_dims($1));
  end if;
  return $1;
end $$;
create cast (vector as vector) with function vector(vector, integer, boolean) as implicit;

create function cosine_distance(a vector, b vector) returns double precision language plpgsql immutable strict parallel safe as $$
declare
  distance double precision;
begin
  if vector_dims(a) <> vector_dims(b) then
    raise data_exception using message = format('different vector dimensions %s and %s', vector_dims(a), vector_dims(b));
  end if;
  select 1 - sum(x::float8 * y) / nullif(sqrt(sum(x::float8 * x)) * sqrt(sum(y::float8 * y)), 0)
    into distance from unnest(a::real[], b::real[]) as pair (x, y);
  return coalesce(distance, 'NaN');
end $$;
create operator <=> (leftarg = vector, rightarg = vector, function = cosine_distance, commutator = '<=>');
