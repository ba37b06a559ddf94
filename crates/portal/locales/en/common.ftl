### Words that many pages share.

skip = Skip to content
nav-main = Main
nav-crumbs = Where you are
record-of = Record of
record-own = Your own record
record-other = You are viewing this record for them
account = Your account
sign-out = Sign out
print = Print
colophon = { $organization } keeps your record. Portico only shows it, and writes down every time it is opened.
    .other = { $organization } keeps this record. Portico only shows it, and writes down every time it is opened.
all = All
term-unnamed = Not named in the record

## Places
place-summary = Summary
place-results = Results
place-medicines = Medicines
place-visits = Visits
place-vitals = Vital signs
place-conditions = Health problems
place-allergies = Allergies
place-immunizations = Vaccines
place-notes = Notes
place-reports = Reports
place-documents = Documents
place-care-plans = Care plans
place-care-team = Care team
place-other = Also in your record
    .other = Also in this record
place-timeline = Timeline
place-search = Search
place-profile = About you
    .other = About this person
place-security = Sign-in and security
place-more = More
places-daily = Every day
places-health = Health
places-papers = Papers
places-care = Care and history

## The session
session-title = Are you still there?
session-words = To keep your record private, you will be signed out in
    .other = To keep this record private, you will be signed out in
session-stay = Stay signed in
session-cover = Checking whether you are still signed in…
kept-title = Nothing was sent yet.
kept-words = You were no longer signed in when this form left your screen. What you typed is here again: please look through it and send it.
kept-file = The file must be chosen again.
zone-line = All times are those of { $place } ({ $zone }).
session-ends-at = For your privacy you will be signed out at { $moment } unless you open another page.

## What must be known of a page
notice-stale-title = Not fresh.
notice-stale = The record system cannot be reached. This is the copy from { $moment }.
notice-failed-title = Something is missing.
notice-failed = We could not read { $parts } this time. Nothing is lost; try again in a few minutes.
notice-withheld = { $n ->
    [one] One item is not shown here because of a privacy rule.
   *[other] { $n } items are not shown here because of a privacy rule.
 }
notice-unreadable-title = Not everything is here.
notice-unreadable = { $n ->
    [one] One item of { $part } could not be read and is not shown. Your care team can see it.
   *[other] { $n } items of { $part } could not be read and are not shown. Your care team can see them.
 }
    .other = { $n ->
        [one] One item of { $part } could not be read and is not shown. The care team can see it.
       *[other] { $n } items of { $part } could not be read and are not shown. The care team can see them.
     }
notice-in-part = { $n ->
    [one] One item of { $part } is shown without some detail that could not be read.
   *[other] { $n } items of { $part } are shown without some detail that could not be read.
 }
notice-not-offered = The record system does not hand out { $parts }. Nothing here says whether there are any.
notice-truncated = The record holds more than this page shows. Not everything is here.
record-inactive-title = This record is marked as no longer in use.
record-inactive = It may be old or empty although there is more about you elsewhere. That nothing stands here does not mean that there is nothing. Please ask your care team which record is yours.
    .other = It may be old or empty although there is more about this person elsewhere. That nothing stands here does not mean that there is nothing. Look for the record that is in use.
record-elsewhere-title = There is another record.
record-elsewhere = The record system has another record about you, which may hold more than this one. Please ask your care team about it.
    .other = The record system has another record about this person, which may hold more than this one.
notice-lost-dates = { $n ->
    [one] One date in the record could not be read. What it belongs to stands last, without a date, so the first may not be the latest.
   *[other] { $n } dates in the record could not be read. What they belong to stands last, without a date, so the first may not be the latest.
 }
stamp = From the record of { $organization }, as of { $moment }.
part-profile = your particulars
    .other = the personal details
part-coverage = your insurance
    .other = the insurance
part-results = your results
    .other = the results
part-result-reports = the laboratory’s reports
part-vitals = your vital signs
    .other = the vital signs
part-conditions = your health problems
    .other = the health problems
part-allergies = your allergies
    .other = the allergies
part-immunizations = your vaccines
    .other = the vaccines
part-medications = your medicines
    .other = the medicines
part-dispenses = what the pharmacy gave out
part-visits = your visits
    .other = the visits
part-documents = your documents
    .other = the documents
part-reports = your reports
    .other = the reports
part-care-plans = your care plans
    .other = the care plans
part-goals = your goals
    .other = the goals
part-care-team = your care team
    .other = the care team
part-appointments = your appointments
    .other = the appointments

## Dates
date-today = today
date-yesterday = yesterday
date-unknown = Date not known
date-lost = The date could not be read
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
time-am = am
time-pm = pm

## Amounts
less-than = less than
at-most = at most
at-least = at least
more-than = more than
range-none = no range given
range-between = { $low } to { $high }
range-from = { $low } or more
range-below = below { $high }
range-up-to = up to { $high }
value-in-parts = See the parts below
value-absent = No value recorded
value-not-performed = Not done
value-failed = The test could not be completed
value-not-applicable = Does not apply
value-declined = Declined
value-recording = A recording that is not shown here
value-masked = Not shown for privacy
value-not-recorded = Not recorded
value-absent-because = No value: { $reason }
value-negative = Negative
value-positive = Positive
value-detected = Detected
value-not-detected = Not detected
file-text = Text
file-page = Web page
file-image = Picture
file-other = File

## Flags and states
flag-in-range = In range
flag-abnormal = Needs a look
flag-low = Below range
flag-high = Above range
flag-critical = Critical
flag-critical-low = Far below range
flag-critical-high = Far above range
status-registered = Awaited
status-preliminary = Preliminary
status-final = Final
status-amended = Amended
status-corrected = Corrected
status-cancelled = Cancelled
status-entered-in-error = Entered in error
status-unknown = Status not known

## Pages of a list
pager = Pages
pager-newer = Newer
pager-older = Older
page-of = Page { $page } of { $pages }
empty-unsure-title = Nothing can be shown here
empty-unsure = Part of your record could not be read or is not shown, so we cannot say that there is nothing.
    .other = Part of this record could not be read or is not shown, so we cannot say that there is nothing.

## What stands beside a name
mark-do-not-take = Do not take
mark-do-not-take-ended = “Do not take”, no longer in force
mark-proposed = Only proposed
mark-in-hospital = For a stay in hospital
mark-replaced = Replaced by a later one
