### Signos vitales.

vitals-lede = Lo que se midió en sus visitas y cómo ha evolucionado.
    .other = Lo que se midió en las visitas y cómo ha evolucionado.
vitals-empty-title = Aún no hay mediciones
vitals-empty = La presión, el peso y otras mediciones de sus visitas aparecerán aquí.
    .other = La presión, el peso y otras mediciones de las visitas aparecerán aquí.
vitals-readings = Todas las mediciones
vital-blood-pressure = Presión arterial
vital-systolic = Alta
vital-diastolic = Baja
vital-heart-rate = Frecuencia cardíaca
vital-weight = Peso
vital-height = Estatura
vital-bmi = Índice de masa corporal
vital-head = Perímetro de la cabeza
vital-temperature = Temperatura
vital-oxygen = Oxígeno en la sangre
vital-breathing = Respiraciones por minuto
vitals-all = { $n ->
    [one] La única medición
   *[other] Las { $n } mediciones
 }
