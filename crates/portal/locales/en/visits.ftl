### Visits.

visits-lede = Each time you were seen, with what was written and measured.
visits-empty-title = No visits yet
visits-empty = After your first visit you find it here.
visit-kind = Kind
visit-start = Began
visit-end = Ended
visit-with = With
visit-place = Where
visit-reasons = Why you came
visit-diagnoses = What was found
visit-notes = Notes
visit-results = Results
visit-reports = Reports
visit-facts = About this visit
visit-nothing-title = Nothing was written down yet
visit-nothing = The record has no notes, results or diagnoses for this visit.
visit-office = Office visit
visit-emergency = Emergency
visit-hospital = Hospital stay
visit-video = Video visit
visit-home = Home visit
visit-other = Visit
visit-planned = Planned
visit-in-progress = Going on
visit-cancelled = Cancelled
visits-upcoming = Coming up
