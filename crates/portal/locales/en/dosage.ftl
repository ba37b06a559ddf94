### How a medicine is taken.

dosage-then = { $before }; then { $after }
dosage-also = { $before }; and { $after }
dosage-written-and-coded = { $written } – { $coded }
dosage-needed = if needed
dosage-needed-for = if needed for { $reason }
dosage-rate = at { $rate }
dosage-rate-per = { $amount } per { $each }
dosage-most-per = at most { $amount } { $per }
dosage-most-in = at most { $amount } in { $span }
dosage-most-each-time = at most { $amount } at a time
dosage-most-in-life = at most { $amount } in a lifetime
dosage-untold-dose = How much: not shown here, ask your pharmacy.
    .other = How much: not shown here, ask the pharmacy.
dosage-untold-rate = How fast: not shown here, ask your pharmacy.
    .other = How fast: not shown here, ask the pharmacy.
dosage-untold-often = How often: not shown here, ask your pharmacy.
    .other = How often: not shown here, ask the pharmacy.
dosage-untold-long = For how long: not shown here, ask your pharmacy.
    .other = For how long: not shown here, ask the pharmacy.
dosage-untold-needed = When it is needed: not shown here, ask your pharmacy.
    .other = When it is needed: not shown here, ask the pharmacy.
dosage-untold-given = By which way: not shown here, ask your pharmacy.
    .other = By which way: not shown here, ask the pharmacy.
dosage-untold-most = The most that may be taken: not shown here, ask your pharmacy.
    .other = The most that may be taken: not shown here, ask the pharmacy.
dosage-untold-more = There is more to it than is shown here, ask your pharmacy.
    .other = There is more to it than is shown here, ask the pharmacy.
dosage-unsaid-often = The record does not say how often. Follow the label, or ask your pharmacist.
    .other = The record does not say how often. Follow the label, or ask the pharmacist.
dosage-unsaid-dose = The record does not say how much. Follow the label, or ask your pharmacist.
    .other = The record does not say how much. Follow the label, or ask the pharmacist.
dosage-unsaid = The record does not say how much or how often. Follow the label, or ask your pharmacist.
    .other = The record does not say how much or how often. Follow the label, or ask the pharmacist.
dose-bare = dose of { $n }
dose-from = { $low } or more
dose-tablet = { $n ->
    [one] { $n } tablet
   *[other] { $n } tablets
 }
dose-capsule = { $n ->
    [one] { $n } capsule
   *[other] { $n } capsules
 }
dose-drop = { $n ->
    [one] { $n } drop
   *[other] { $n } drops
 }
dose-puff = { $n ->
    [one] { $n } puff
   *[other] { $n } puffs
 }
dose-spray = { $n ->
    [one] { $n } spray
   *[other] { $n } sprays
 }
dose-patch = { $n ->
    [one] { $n } patch
   *[other] { $n } patches
 }
dose-unit = { $n ->
    [one] { $n } unit
   *[other] { $n } units
 }
dose-suppository = { $n ->
    [one] { $n } suppository
   *[other] { $n } suppositories
 }
dose-application = { $n ->
    [one] { $n } application
   *[other] { $n } applications
 }
dose-teaspoon = { $n ->
    [one] { $n } teaspoon
   *[other] { $n } teaspoons
 }
dose-tablespoon = { $n ->
    [one] { $n } tablespoon
   *[other] { $n } tablespoons
 }
dose-packet = { $n ->
    [one] { $n } packet
   *[other] { $n } packets
 }
times = { $n ->
    [1] once
    [2] twice
   *[other] { $n } times
 }
times-most = up to { $n }
timing-times-per = { $times } { $per }
timing-times-every = { $times } every { $span }
timing-every = every { $span }
timing-only-on = only on { $days }
timing-on = on { $days }
timing-at = at { $times }
timing-offset = { $span } { $event }
timing-offset-after = { $event }, { $span } after it
timing-each-lasts = over { $span } each time
timing-for = for { $span }
timing-from-to = from { $start } to { $end }
timing-from = from { $start } on
timing-until = until { $end }
timing-in-all = { $times } in all
span-range = { $low } to { $high }
span-second = { $n ->
    [one] { $n } second
   *[other] { $n } seconds
 }
span-minute = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
 }
span-hour = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
 }
span-day = { $n ->
    [one] { $n } day
   *[other] { $n } days
 }
span-week = { $n ->
    [one] { $n } week
   *[other] { $n } weeks
 }
span-month = { $n ->
    [one] { $n } month
   *[other] { $n } months
 }
span-year = { $n ->
    [one] { $n } year
   *[other] { $n } years
 }
per-second = a second
per-minute = a minute
per-hour = an hour
per-day = a day
per-week = a week
per-month = a month
per-year = a year
when-morning = in the morning
when-early-morning = early in the morning
when-late-morning = late in the morning
when-noon = at noon
when-afternoon = in the afternoon
when-early-afternoon = early in the afternoon
when-late-afternoon = late in the afternoon
when-evening = in the evening
when-early-evening = early in the evening
when-late-evening = late in the evening
when-night = at night
when-after-sleep = after sleeping
when-bedtime = at bedtime
when-waking = on waking up
when-meal = with meals
when-breakfast = with breakfast
when-lunch = with lunch
when-dinner = with dinner
when-before-meal = before meals
when-before-breakfast = before breakfast
when-before-lunch = before lunch
when-before-dinner = before dinner
when-after-meal = after meals
when-after-breakfast = after breakfast
when-after-lunch = after lunch
when-after-dinner = after dinner
route-mouth = by mouth
route-tongue = under the tongue
route-cheek = between gum and cheek
route-vein = into a vein
route-muscle = into a muscle
route-skin-under = under the skin
route-skin = on the skin
route-patch = as a patch through the skin
route-nose = into the nose
route-eye = into the eye
route-ear = into the ear
route-rectum = into the rectum
route-vagina = into the vagina
route-lungs = by breathing it in
