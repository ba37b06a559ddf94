### What the privacy officer sees.

oversight-lede = Ask who opened a record, or what somebody opened. Your question is itself written down.
oversight-of-record = Who opened a record?
oversight-of-person = What did somebody open?
oversight-patient = Whose record
oversight-patient-hint = The patient's number in the record system, or the e-mail address of their account.
oversight-actor = Who
oversight-actor-hint = The e-mail address or the number of an account.
oversight-from = First day
oversight-to = Last day
oversight-days-hint = Leave the days empty for the last thirty days.
oversight-look = Look
oversight-nobody = Nobody is known by this. Check the spelling.
oversight-malformed-title = This cannot be asked.
oversight-malformed = Write each day as a date, and try again.

## What was found
oversight-span = From { $from } to { $to }, the newest first.
oversight-found = What was found
oversight-empty-title = Nothing was found
oversight-empty = In these days nobody did anything like this.
oversight-all = Show everything
oversight-refused-only = Only what was refused
oversight-older = Show older ones
oversight-unreadable-title = The log must be checked.
oversight-unreadable = { $n ->
    [one] One entry cannot be read. Somebody may have changed it: have the log verified.
   *[other] { $n } entries cannot be read. Somebody may have changed them: have the log verified.
 }
oversight-nobody-signed-in = Nobody was signed in
oversight-account-gone = Somebody whose account is gone
oversight-record = record { $patient }
oversight-shown = { $n ->
    [one] one thing shown
   *[other] { $n } things shown
 }
oversight-withheld = { $n ->
    [one] one held back
   *[other] { $n } held back
 }
oversight-times = { $n ->
    [one] tried once more
   *[other] tried { $n } more times
 }
oversight-why = Why: { $why }
oversight-refused = Refused
oversight-failed = Did not work
oversight-mark-surname = Same surname
oversight-mark-address = Same address
oversight-mark-colleague = Works here too

## Taking it away
oversight-export = Take it with you
oversight-export-about = Everything that this question finds, as a file. You will be asked to prove who you are, and each part of the file is written down.
oversight-export-fhir = Download for other systems (FHIR)
oversight-export-plain = Download as kept here

## What was done
oversight-act-system-start = The portal started
oversight-act-system-stop = The portal stopped
oversight-act-resume-audit = The log took entries again after an outage
oversight-act-create-account = An account was made
oversight-act-sign-in = Signed in
oversight-act-prove-factor = Proved the second step
oversight-act-enrol-factor = Added a second step
oversight-act-remove-factor = Removed a second step
oversight-act-use-recovery-code = Used a recovery code
oversight-act-renew-recovery-codes = Made new recovery codes
oversight-act-change-password = Changed the password
oversight-act-lock-out = Was held off after too many failures
oversight-act-sign-out = Signed out
oversight-act-end-session = A session ended
oversight-act-open-chart = Opened the record
oversight-act-break-glass = Declared an emergency
oversight-act-read = Read
oversight-act-search = Searched the record
oversight-act-download = Took a file
oversight-act-export = Took the whole record
oversight-act-stranger-dropped = The record system sent somebody else's data; it was not shown
oversight-act-query-audit = Asked who looked
oversight-act-export-audit = Took entries of the log
oversight-act-verify-audit = Verified the log
oversight-act-change-account = An account was suspended, opened again or closed
oversight-act-change-language = Changed the language
oversight-act-read-security = Looked at their own sign-in and devices
oversight-act-extend-session = Stayed signed in
oversight-act-read-directives = Looked at the patient's choices
oversight-act-make-directive = Made a choice about who sees what
oversight-act-end-directive = Ended a choice about who sees what
oversight-act-write-back = Wrote a choice to the record system
oversight-act-end-break-glass = Declared the emergency over
oversight-act-find-patients = Looked for patients
oversight-act-provision = The directory said who works here
oversight-act-open-case = Asked for something
oversight-act-work-case = Looked at requests or worked on them
oversight-act-rotate-keys = Keys were renewed
oversight-act-invite-proxy = Invited somebody to act for the patient
oversight-act-answer-invitation = Looked at an invitation or answered it
oversight-act-request-access = Asked for access to somebody's record
oversight-act-review-access = Looked into a request for access or decided it
oversight-act-end-access = Ended somebody's access
oversight-act-make-activation-code = Made a code for signing up
oversight-act-find-account = Looked for an account
oversight-act-match-identity = A name and a birth date were compared with the record
oversight-act-sign-up = Signed up
oversight-act-announce-age-change = A birthday that changes what a parent sees was announced
oversight-act-other = Something else: { $act }

## Why
oversight-why-self = it is their own record
oversight-why-own-account = it is their own account
oversight-why-second-factor = the second step was missing
oversight-why-no-standing = they have nothing to do with this patient
oversight-why-role = people of this role do not see this
oversight-why-age = the patient's age limits what a parent sees
oversight-why-directive = the patient forbids it
oversight-why-part-2 = treatment for substance use wants the patient's consent
oversight-why-sensitive = it is protected more than what is shared
oversight-why-assurance = the proof of who it is was too weak
oversight-why-step-up = they had to prove once more who they are
oversight-why-proxy = they act for the patient
oversight-why-care = they treat the patient
oversight-why-break-glass = an emergency was declared
oversight-why-appointments = they plan appointments
oversight-why-office = it is their work
oversight-why-unknown = no rule permits it
oversight-why-error = the rules could not be applied

## Alerts
oversight-alerts-lede = What the rules found in the log. Each has a case, where you write down what came of it.
oversight-which = Which alerts
oversight-open = Open
oversight-open-and-settled = Open and settled
oversight-alerts-found = What was noticed
oversight-no-alerts-title = Nothing to look into
oversight-no-alerts = The rules found nothing that is still open.
oversight-severity-high = Look today
oversight-severity-medium = Look soon
oversight-severity-low = For your information
oversight-state-harmless = There was a good reason
oversight-state-breach = It should not have happened
oversight-counted = { $n ->
    [one] counted once
   *[other] counted { $n }
 }
oversight-entries = Entries { $first } to { $last } of the log
oversight-what-happened = What happened
oversight-see-acts = See what they did
oversight-see-record = See who opened this record
oversight-case = Open the case
oversight-settled = { $by }, { $moment }: { $note }

## The rules
oversight-rule-bulk-reading = Many records in a short time
oversight-about-bulk-reading = One person opened more records within the hour than their work usually needs.
oversight-rule-same-surname = A record of the same surname
oversight-about-same-surname = Somebody who works here opened the record of a person with the same surname. They may be related.
oversight-rule-same-address = A record of the same address
oversight-about-same-address = Somebody who works here opened the record of a person who lives at the same address.
oversight-rule-colleague = A colleague's record
oversight-about-colleague = Somebody who works here opened the record of somebody else who works here.
oversight-rule-odd-hours = Records at night
oversight-about-odd-hours = One person opened several records at night.
oversight-rule-failed-sign-ins = Many failed sign-ins
oversight-about-failed-sign-ins = Somebody tried again and again to get into one account.
oversight-rule-failed-sign-ins-place = Many failed sign-ins from one place
oversight-about-failed-sign-ins-place = From one address somebody tried again and again to get into accounts.
oversight-rule-break-glass = An emergency was declared
oversight-about-break-glass = A clinician opened a record that they had no other right to. Check that there was an emergency.
oversight-rule-break-glass-again = One person declared several emergencies
oversight-about-break-glass-again = A clinician opened the records of several patients that they had no other right to, one after the other. Call them now and ask.
oversight-rule-break-glass-refused = More emergencies were tried than one person may declare
oversight-about-break-glass-refused = They were refused. Call the clinician: they may need help, or it may not be them.
oversight-rule-many-downloads = Many files taken
oversight-about-many-downloads = One person took more files within the hour than their work usually needs.
oversight-rule-log-export = A large part of this log was taken
oversight-about-log-export = Many entries of this log were downloaded.
oversight-rule-locked-out = An account is being guessed at
oversight-about-locked-out = Attempts on one account had to wait again and again. Somebody may be guessing its password or its codes.
oversight-rule-code-by-hand = A code for a first account was handed over
oversight-about-code-by-hand = The record has no address of the patient’s own, so an employee has seen the code. Check that it reached the patient.
