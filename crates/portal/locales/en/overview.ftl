### Summary, timeline, search.

greeting-morning = Good morning, { $name }
greeting-afternoon = Good afternoon, { $name }
greeting-evening = Good evening, { $name }
greeting-night = Hello, { $name }
summary-of = Summary of { $name }
summary-nothing-new = Nothing new since you last looked. Here is what your record says today.
    .other = Nothing new since you last looked. Here is what this record says today.
summary-new-results = { $n ->
    [one] A new result came in that you have not opened yet.
   *[other] { $n } new results came in that you have not opened yet.
 }
summary-needs = Needs you
    .other = To look at
summary-new = New results
summary-latest = Latest results
summary-next = Next visit
summary-visits = All visits
summary-no-next = No visit is planned.
and-more = { $n ->
    [one] and one more
   *[other] and { $n } more
 }
need-results = { $panel }: results are in
need-results-words = { $n } of { $total } values are outside the range
need-results-in-range = { $n ->
    [one] The value is in range
   *[other] All { $n } values are in range
 }
need-results-none-outside = No value is outside the range
need-results-critical = { $n ->
    [one] One value is far outside the range. Please read it now.
   *[other] { $n } values are far outside the range. Please read them now.
 }
need-results-button = See results
need-running-out = { $n ->
    [one] { $medicine }: one day left
   *[other] { $medicine }: { $n } days left
 }
need-ran-out = { $medicine }: the supply has run out
need-no-refills = No refills left. Ask your care team for a new prescription.
    .other = No refills left. Ask the care team for a new prescription.
need-refills = { $n ->
    [one] One refill left. Ask your pharmacy for it.
   *[other] { $n } refills left. Ask your pharmacy for the next.
 }
    .other = { $n ->
        [one] One refill left. Ask the pharmacy for it.
       *[other] { $n } refills left. Ask the pharmacy for the next.
     }
need-call-pharmacy = Ask your pharmacy or your care team.
    .other = Ask the pharmacy or the care team.
need-medicine-button = See medicine
need-visit-button = See visits
timeline-lede = Everything with a date, the newest first.
timeline-years = Years
timeline-empty-title = Nothing yet
timeline-empty = What happens with your health will line up here.
    .other = What happens with this person’s health will line up here.
search-label = What are you looking for?
search-hint = A test, a medicine, a problem, a visit. Your words are not kept.
search-button = Search
search-found = { $n ->
    [one] One match for “{ $words }”
   *[other] { $n } matches for “{ $words }”
 }
search-cut = More was found than fits here. Add a word to narrow it down.
search-none-title = Nothing found
search-none = No name of a result, medicine, problem, allergy, vaccine, visit or paper has these words. What is written inside papers is not searched. Try a shorter word, or the name on the label.
    .other = No name that you may see of a result, medicine, problem, allergy, vaccine, visit or paper has these words. What is written inside papers is not searched. Try a shorter word, or the name on the label.
kind-result = Result
kind-vital = Vital sign
kind-condition = Health problem
kind-allergy = Allergy
kind-immunization = Vaccine
kind-medication = Medicine
kind-visit = Visit
kind-note = Note
kind-report = Report
kind-document = Document
kind-care-plan = Care plan
kind-appointment = Appointment
summary-new-unsure = We could not look for new results this time. Here is what could be read.
need-expired = The prescription has ended. Ask your care team for a new one.
    .other = The prescription has ended. Ask the care team for a new one.
kind-visit-diagnosis = Found at a visit
kind-concern = To keep in mind
kind-social = How you live
    .other = How this person lives
kind-no-allergy = Statement about allergies
kind-dispense = From the pharmacy
