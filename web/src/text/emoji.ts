/** The emoji people and apps use most; others show their name, as Slack does for unknown ones. */
const EMOJI: Record<string, string> = Object.fromEntries(
  `eyes 👀|white_check_mark ✅|heavy_check_mark ✔️|x ❌|warning ⚠️|bell 🔔|no_bell 🔕|mag 🔍|mag_right 🔎|rocket 🚀
tada 🎉|fire 🔥|+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|wave 👋|pray 🙏|clap 👏|heart ❤️|smile 😄|grinning 😀|joy 😂
thinking_face 🤔|sob 😭|sweat_smile 😅|wink 😉|slightly_smiling_face 🙂|bulb 💡|pushpin 📌|round_pushpin 📍|memo 📝
page_facing_up 📄|page_with_curl 📃|newspaper 📰|calendar 📅|date 📅|clock3 🕒|hourglass ⌛|hourglass_flowing_sand ⏳
stopwatch ⏱️|alarm_clock ⏰|arrow_up ⬆️|arrow_down ⬇️|arrow_right ➡️|arrow_left ⬅️|arrows_counterclockwise 🔄
chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|bar_chart 📊|moneybag 💰|dollar 💵|link 🔗|lock 🔒|unlock 🔓
key 🔑|gear ⚙️|wrench 🔧|hammer 🔨|robot_face 🤖|zzz 💤|star ⭐|sparkles ✨|zap ⚡|boom 💥|question ❓|exclamation ❗
grey_question ❔|information_source ℹ️|red_circle 🔴|large_blue_circle 🔵|large_green_circle 🟢|large_yellow_circle 🟡
large_orange_circle 🟠|white_circle ⚪|black_circle ⚫|small_red_triangle 🔺|small_red_triangle_down 🔻|octagonal_sign 🛑
no_entry ⛔|no_entry_sign 🚫|construction 🚧|mute 🔇|speech_balloon 💬|email 📧|envelope ✉️|inbox_tray 📥|outbox_tray 📤
file_folder 📁|open_file_folder 📂|clipboard 📋|paperclip 📎|pencil ✏️|pencil2 ✏️|wastebasket 🗑️|globe_with_meridians 🌐
earth_americas 🌎|telescope 🔭|microscope 🔬|sunny ☀️|cloud ☁️|umbrella ☔|snowflake ❄️|coffee ☕|pizza 🍕|100 💯
ok_hand 👌|raised_hands 🙌|muscle 💪|point_right 👉|point_left 👈|point_up ☝️|point_down 👇|ballot_box_with_check ☑️
heavy_plus_sign ➕|heavy_minus_sign ➖|pause_button ⏸️|double_vertical_bar ⏸️|arrow_forward ▶️|black_square_for_stop ⏹️
bookmark 🔖|label 🏷️|ticket 🎫|dart 🎯|checkered_flag 🏁|triangular_flag_on_post 🚩|busts_in_silhouette 👥|bust_in_silhouette 👤`
    .split(/[|\n]/)
    .map((pair) => pair.split(' ') as [string, string]),
);

/** The sign for an emoji name, or undefined when this list has none. */
export function emojiFor(name: string): string | undefined {
  return EMOJI[name.replace(/::skin-tone-\d/, '')];
}
