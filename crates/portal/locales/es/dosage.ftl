### Cómo se toma una medicina.

dosage-then = { $before }; después { $after }
dosage-also = { $before }; y además { $after }
dosage-written-and-coded = { $written } – { $coded }
dosage-needed = si hace falta
dosage-needed-for = si hace falta por { $reason }
dosage-rate = a { $rate }
dosage-rate-per = { $amount } por { $each }
dosage-most-per = como máximo { $amount } { $per }
dosage-most-in = como máximo { $amount } en { $span }
dosage-most-each-time = como máximo { $amount } cada vez
dosage-most-in-life = como máximo { $amount } en toda la vida
dosage-untold-dose = Cuánto: no se muestra aquí, pregunte en su farmacia.
    .other = Cuánto: no se muestra aquí, pregunte en la farmacia.
dosage-untold-rate = Con qué rapidez: no se muestra aquí, pregunte en su farmacia.
    .other = Con qué rapidez: no se muestra aquí, pregunte en la farmacia.
dosage-untold-often = Cada cuánto: no se muestra aquí, pregunte en su farmacia.
    .other = Cada cuánto: no se muestra aquí, pregunte en la farmacia.
dosage-untold-long = Por cuánto tiempo: no se muestra aquí, pregunte en su farmacia.
    .other = Por cuánto tiempo: no se muestra aquí, pregunte en la farmacia.
dosage-untold-needed = Cuándo hace falta: no se muestra aquí, pregunte en su farmacia.
    .other = Cuándo hace falta: no se muestra aquí, pregunte en la farmacia.
dosage-untold-given = Por qué vía: no se muestra aquí, pregunte en su farmacia.
    .other = Por qué vía: no se muestra aquí, pregunte en la farmacia.
dosage-untold-most = Lo máximo que se puede tomar: no se muestra aquí, pregunte en su farmacia.
    .other = Lo máximo que se puede tomar: no se muestra aquí, pregunte en la farmacia.
dosage-untold-more = Hay más indicaciones de las que se muestran aquí, pregunte en su farmacia.
    .other = Hay más indicaciones de las que se muestran aquí, pregunte en la farmacia.
dosage-unsaid-often = El expediente no dice cada cuánto. Siga la etiqueta o pregunte en su farmacia.
    .other = El expediente no dice cada cuánto. Siga la etiqueta o pregunte en la farmacia.
dosage-unsaid-dose = El expediente no dice cuánto. Siga la etiqueta o pregunte en su farmacia.
    .other = El expediente no dice cuánto. Siga la etiqueta o pregunte en la farmacia.
dosage-unsaid = El expediente no dice cuánto ni cada cuánto. Siga la etiqueta o pregunte en su farmacia.
    .other = El expediente no dice cuánto ni cada cuánto. Siga la etiqueta o pregunte en la farmacia.
dose-bare = dosis de { $n }
dose-from = { $low } o más
dose-tablet = { $n ->
    [one] { $n } tableta
   *[other] { $n } tabletas
 }
dose-capsule = { $n ->
    [one] { $n } cápsula
   *[other] { $n } cápsulas
 }
dose-drop = { $n ->
    [one] { $n } gota
   *[other] { $n } gotas
 }
dose-puff = { $n ->
    [one] { $n } inhalación
   *[other] { $n } inhalaciones
 }
dose-spray = { $n ->
    [one] { $n } pulverización
   *[other] { $n } pulverizaciones
 }
dose-patch = { $n ->
    [one] { $n } parche
   *[other] { $n } parches
 }
dose-unit = { $n ->
    [one] { $n } unidad
   *[other] { $n } unidades
 }
dose-suppository = { $n ->
    [one] { $n } supositorio
   *[other] { $n } supositorios
 }
dose-application = { $n ->
    [one] { $n } aplicación
   *[other] { $n } aplicaciones
 }
dose-teaspoon = { $n ->
    [one] { $n } cucharadita
   *[other] { $n } cucharaditas
 }
dose-tablespoon = { $n ->
    [one] { $n } cucharada
   *[other] { $n } cucharadas
 }
dose-packet = { $n ->
    [one] { $n } sobre
   *[other] { $n } sobres
 }
times = { $n ->
    [1] una vez
    [2] dos veces
   *[other] { $n } veces
 }
times-most = hasta { $n }
timing-times-per = { $times } { $per }
timing-times-every = { $times } cada { $span }
timing-every = cada { $span }
timing-only-on = solo los días { $days }
timing-on = el { $days }
timing-at = a las { $times }
timing-offset = { $span } { $event }
timing-offset-after = { $event }, { $span } después
timing-each-lasts = durante { $span } cada vez
timing-for = durante { $span }
timing-from-to = del { $start } al { $end }
timing-from = desde el { $start }
timing-until = hasta el { $end }
timing-in-all = { $times } en total
span-range = { $low } a { $high }
span-second = { $n ->
    [one] { $n } segundo
   *[other] { $n } segundos
 }
span-minute = { $n ->
    [one] { $n } minuto
   *[other] { $n } minutos
 }
span-hour = { $n ->
    [one] { $n } hora
   *[other] { $n } horas
 }
span-day = { $n ->
    [one] { $n } día
   *[other] { $n } días
 }
span-week = { $n ->
    [one] { $n } semana
   *[other] { $n } semanas
 }
span-month = { $n ->
    [one] { $n } mes
   *[other] { $n } meses
 }
span-year = { $n ->
    [one] { $n } año
   *[other] { $n } años
 }
per-second = por segundo
per-minute = por minuto
per-hour = por hora
per-day = al día
per-week = por semana
per-month = al mes
per-year = al año
when-morning = por la mañana
when-early-morning = temprano por la mañana
when-late-morning = al final de la mañana
when-noon = al mediodía
when-afternoon = por la tarde
when-early-afternoon = a primera hora de la tarde
when-late-afternoon = al final de la tarde
when-evening = al anochecer
when-early-evening = a primera hora de la noche
when-late-evening = tarde por la noche
when-night = por la noche
when-after-sleep = después de dormir
when-bedtime = al acostarse
when-waking = al despertarse
when-meal = con las comidas
when-breakfast = con el desayuno
when-lunch = con el almuerzo
when-dinner = con la cena
when-before-meal = antes de las comidas
when-before-breakfast = antes del desayuno
when-before-lunch = antes del almuerzo
when-before-dinner = antes de la cena
when-after-meal = después de las comidas
when-after-breakfast = después del desayuno
when-after-lunch = después del almuerzo
when-after-dinner = después de la cena
route-mouth = por la boca
route-tongue = debajo de la lengua
route-cheek = entre la encía y la mejilla
route-vein = en una vena
route-muscle = en un músculo
route-skin-under = debajo de la piel
route-skin = sobre la piel
route-patch = como parche sobre la piel
route-nose = en la nariz
route-eye = en el ojo
route-ear = en el oído
route-rectum = en el recto
route-vagina = en la vagina
route-lungs = inhalada
