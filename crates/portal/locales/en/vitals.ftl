### Vital signs.

vitals-lede = What was measured at your visits, and how it has been.
    .other = What was measured at the visits, and how it has been.
vitals-empty-title = No measurements yet
vitals-empty = Blood pressure, weight and other measurements from your visits will appear here.
    .other = Blood pressure, weight and other measurements from visits will appear here.
vitals-readings = All readings
vital-blood-pressure = Blood pressure
vital-systolic = Upper
vital-diastolic = Lower
vital-heart-rate = Heart rate
vital-weight = Weight
vital-height = Height
vital-bmi = Body mass index
vital-head = Head circumference
vital-temperature = Temperature
vital-oxygen = Oxygen in the blood
vital-breathing = Breaths a minute
vitals-all = { $n ->
    [one] The one reading
   *[other] All { $n } readings
 }
