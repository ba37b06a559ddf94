### The pages of laboratory results.

labs-lede = { $n ->
    [one] One report, newest first.
   *[other] { $n } reports, newest first.
 }
labs-lede-filtered = { $n ->
    [one] One report matches your choice.
   *[other] { $n } reports match your choice.
 }
labs-all = All results
labs-flagged = Outside the range
labs-filter = Choose results
labs-by-date = Choose dates
labs-from = From
labs-to = To
labs-show = Show
labs-empty-title = No results yet
labs-empty = As soon as your laboratory releases a result, it appears here.
    .other = As soon as the laboratory releases a result, it appears here.
labs-empty-filtered-title = Nothing matches
labs-empty-filtered = There are results in your record, but none that fit your choice.
    .other = There are results in this record, but none that fit your choice.
labs-critical-title = Please look at this first
labs-critical-open = See this result
labs-in-range = { $n ->
    [one] One value in range
   *[other] { $n } values in range
 }
labs-more-in-range = { $n ->
    [one] One more in range
   *[other] { $n } more in range
 }
class-blood-count = Blood count
class-metabolic = Metabolism
class-lipids = Cholesterol
class-diabetes = Blood sugar
class-thyroid = Thyroid
class-clotting = Clotting
class-urine = Urine
class-infection = Infections
class-vitamins = Vitamins and iron
class-hormones = Hormones
class-genetics = Genetics
class-other = Other

## A panel
panel-outside = { $n } of { $total } outside the range
panel-all-in-range = All in range
panel-missing = { $n ->
    [one] This report names one more result. The record system did not hand it over, so it is missing here.
   *[other] This report names { $n } more results. The record system did not hand them over, so they are missing here.
 }
panel-elsewhere = { $n ->
    [one] The value of this report stands with another report of the same sample.
   *[other] The values of this report stand with another report of the same sample.
 }
panel-no-values = The laboratory sent no values with this report.
panel-history = Over time
panel-conclusion = What the laboratory concludes
panel-document = See the report document
col-test = Test
cell-none = not taken
col-date = Date
col-value = Value
col-range = Range
col-state = State

## One result
result-now = This result
result-about = What this measures
result-notes = Notes from the laboratory
range-is = Range of your laboratory: { $range }.
    .other = Range of the laboratory: { $range }.
range-for = Range of your laboratory: { $range } ({ $whom }).
    .other = Range of the laboratory: { $range } ({ $whom }).
range-bar = { $value }. The range is { $range }.
range-bar-beyond = { $value }, beyond the end of this bar. The range is { $range }.
flags-differ = The laboratory says “{ $laboratory }”, while its printed range says “{ $range }”. Where they differ, we follow the laboratory.
verdict-in-range = This value is within the range your laboratory gives.
    .other = This value is within the range the laboratory gives.
verdict-high = This value is above the range your laboratory gives.
    .other = This value is above the range the laboratory gives.
verdict-low = This value is below the range your laboratory gives.
    .other = This value is below the range the laboratory gives.
verdict-abnormal = Your laboratory marked this result as out of the ordinary.
    .other = The laboratory marked this result as out of the ordinary.
verdict-unknown = Your laboratory gave no range for this value, so we cannot say where it stands. Your care team can.
    .other = The laboratory gave no range for this value, so we cannot say where it stands. The care team can.
verdict-marked-in-range = Your laboratory marked this result as normal.
    .other = The laboratory marked this result as normal.
verdict-marked-high = Your laboratory marked this value as high.
    .other = The laboratory marked this value as high.
verdict-marked-low = Your laboratory marked this value as low.
    .other = The laboratory marked this value as low.
verdict-marked-critical-high = Your laboratory marked this value as critically high.
    .other = The laboratory marked this value as critically high.
verdict-marked-critical-low = Your laboratory marked this value as critically low.
    .other = The laboratory marked this value as critically low.
verdict-marked-critical = Your laboratory marked this result as critical.
    .other = The laboratory marked this result as critical.
verdict-marked-as = Your laboratory wrote beside this value: “{ $words }”. Your care team can say what that means.
    .other = The laboratory wrote beside this value: “{ $words }”. The care team can say what that means.
verdict-range-unclear = Your laboratory gave a range, but we cannot tell for sure where this value stands in it. Your care team can.
    .other = The laboratory gave a range, but we cannot tell for sure where this value stands in it. The care team can.
verdict-critical-high = This value is far above the range.
verdict-critical-low = This value is far below the range.
verdict-absent = There is no value for this test.
verdict-entered-in-error = This result was entered in error. Please disregard it.
caution-critical = If your care team has not contacted you about it yet, call them now. If you feel very unwell, call 911.
    .other = If the care team has not been in touch about it yet, call them now. If this person feels very unwell, call 911.
caution-one-value = One value alone rarely tells the whole story. Your care team looks at it together with your other results.
    .other = One value alone rarely tells the whole story. The care team looks at it together with the other results.
explain-registered = The laboratory is still working on this. The value will appear here.
explain-preliminary = This is a first value. The laboratory may still change it.
explain-amended = The laboratory changed this report after it was final.
explain-corrected = The laboratory corrected this value. What you see is the corrected one.
explain-cancelled = This test was cancelled.
explain-unknown = The record does not say whether this value is final.
trend-over-years = { $n ->
    [one] Over one year
   *[other] Over { $n } years
 }
trend-over-time = Over time
trend-as-table = As a table
trend-only-one = This is the only value so far that can be drawn. With the next one a chart appears here.
trend-none = There is no value of this test that can be drawn.
trend-break-method = new method
trend-break-laboratory = another laboratory
trend-note-method = The way of measuring changed around { $date }, so values before and after are not joined.
trend-note-laboratory = Another laboratory measured from { $date }, so values before and after are not joined.
trend-note-converted = Values in { $from } were converted to { $to } for the chart. The table shows them as they were reported.
trend-note-not-drawn = { $n ->
    [one] One value could not be drawn; it is in the table.
   *[other] { $n } values could not be drawn; they are in the table.
 }
trend-note-left-out = { $n ->
    [one] One value could not be drawn.
   *[other] { $n } values could not be drawn.
 }
trend-words = This test is reported in words, so there is nothing to draw.
trend-sentence = { $name }: { $n } values from { $from } to { $to }. Latest { $last }, lowest { $low }, highest { $high }.
legend-band = Range of your laboratory
    .other = Range of the laboratory
legend-bounds = Hollow with an arrow: the value is beyond what the test can count
same-draw = From the same sample
do-title = What you can do
do-panel = See the whole panel
do-call = Who to call
do-critical = Call your care team now if you have not heard from them. They can tell you what this value means for you.
    .other = Call the care team now if nobody has heard from them. They can say what this value means.
do-abnormal = Write down your questions and bring them to your next visit. If you feel unwell, do not wait for it.
    .other = Write the questions down for the next visit. If this person feels unwell, do not wait for it.
do-in-range = Nothing. You can print this page or keep it for your next visit.
    .other = Nothing. You can print this page or keep it for the next visit.
do-unknown = Ask your care team about it at your next visit.
    .other = Ask the care team about it at the next visit.
do-nothing-error = Nothing. If it worries you, ask your care team.
    .other = Nothing. If it worries you, ask the care team.
facts-title = About this result
fact-taken = Taken
fact-released = Released
fact-status = Status
fact-laboratory = Laboratory
fact-specimen = Sample
fact-method = Method
fact-marked = Laboratory’s mark
fact-recorded-as = In the record
