### Palabras que comparten muchas páginas.

skip = Ir al contenido
nav-main = Principal
nav-crumbs = Dónde está
record-of = Expediente de
record-own = Su propio expediente
record-other = Está viendo este expediente por esa persona
account = Su cuenta
sign-out = Cerrar sesión
print = Imprimir
colophon = { $organization } guarda su expediente. Portico solo lo muestra y anota cada vez que se abre.
    .other = { $organization } guarda este expediente. Portico solo lo muestra y anota cada vez que se abre.
all = Todo
term-unnamed = Sin nombre en el expediente

## Lugares
place-summary = Resumen
place-results = Resultados
place-medicines = Medicinas
place-visits = Visitas
place-vitals = Signos vitales
place-conditions = Problemas de salud
place-allergies = Alergias
place-immunizations = Vacunas
place-notes = Notas
place-reports = Informes
place-documents = Documentos
place-care-plans = Planes de atención
place-care-team = Equipo de atención
place-other = También en su expediente
    .other = También en este expediente
place-timeline = Cronología
place-search = Buscar
place-profile = Sobre usted
    .other = Sobre esta persona
place-security = Acceso y seguridad
place-more = Más
places-daily = A diario
places-health = Salud
places-papers = Papeles
places-care = Atención e historia

## La sesión
session-title = ¿Sigue ahí?
session-words = Para proteger su expediente, la sesión se cerrará en
    .other = Para proteger este expediente, la sesión se cerrará en
session-stay = Seguir conectado
session-cover = Comprobando si su sesión sigue abierta…
kept-title = Todavía no se envió nada.
kept-words = Su sesión ya no estaba abierta cuando este formulario salió de su pantalla. Lo que escribió está aquí otra vez: revíselo, por favor, y envíelo.
kept-file = Hay que elegir el archivo otra vez.
zone-line = Todas las horas son las de { $place } ({ $zone }).
session-ends-at = Por su privacidad, la sesión se cerrará a las { $moment } si no abre otra página.

## Lo que debe saberse de una página
notice-stale-title = No está al día.
notice-stale = No se puede contactar el sistema de expedientes. La copia que ve ({ $moment }) es la última que tenemos.
notice-failed-title = Falta algo.
notice-failed = Esta vez no pudimos leer { $parts }. No se ha perdido nada; inténtelo de nuevo en unos minutos.
notice-withheld = { $n ->
    [one] Un elemento no se muestra aquí por una regla de privacidad.
   *[other] { $n } elementos no se muestran aquí por una regla de privacidad.
 }
notice-unreadable-title = No está todo aquí.
notice-unreadable = { $n ->
    [one] En { $part } hay un elemento que no se pudo leer y no se muestra. Su equipo de atención puede verlo.
   *[other] En { $part } hay { $n } elementos que no se pudieron leer y no se muestran. Su equipo de atención puede verlos.
 }
    .other = { $n ->
        [one] En { $part } hay un elemento que no se pudo leer y no se muestra. El equipo de atención puede verlo.
       *[other] En { $part } hay { $n } elementos que no se pudieron leer y no se muestran. El equipo de atención puede verlos.
     }
notice-in-part = { $n ->
    [one] En { $part } hay un elemento al que le falta algún detalle que no se pudo leer.
   *[other] En { $part } hay { $n } elementos a los que les falta algún detalle que no se pudo leer.
 }
notice-not-offered = El sistema de expedientes no entrega { $parts }. Nada de esta página dice si los hay.
notice-truncated = El expediente tiene más de lo que muestra esta página. No está todo aquí.
record-inactive-title = Este expediente está marcado como fuera de uso.
record-inactive = Puede ser antiguo o estar vacío aunque haya más sobre usted en otro lugar. Que aquí no haya nada no significa que no exista. Pregunte por favor a su equipo de atención cuál es su expediente.
    .other = Puede ser antiguo o estar vacío aunque haya más sobre esta persona en otro lugar. Que aquí no haya nada no significa que no exista. Busque el expediente que está en uso.
record-elsewhere-title = Hay otro expediente.
record-elsewhere = El sistema de expedientes tiene otro expediente sobre usted, que puede contener más que este. Pregunte por favor a su equipo de atención.
    .other = El sistema de expedientes tiene otro expediente sobre esta persona, que puede contener más que este.
notice-lost-dates = { $n ->
    [one] Una fecha del expediente no se pudo leer. Lo que lleva esa fecha aparece al final, sin fecha; por eso lo primero puede no ser lo más reciente.
   *[other] { $n } fechas del expediente no se pudieron leer. Lo que lleva esas fechas aparece al final, sin fecha; por eso lo primero puede no ser lo más reciente.
 }
stamp = Del expediente de { $organization }, actualizado: { $moment }
part-profile = sus datos personales
    .other = los datos personales
part-coverage = su seguro
    .other = el seguro
part-results = sus resultados
    .other = los resultados
part-result-reports = los informes del laboratorio
part-vitals = sus signos vitales
    .other = los signos vitales
part-conditions = sus problemas de salud
    .other = los problemas de salud
part-allergies = sus alergias
    .other = las alergias
part-immunizations = sus vacunas
    .other = las vacunas
part-medications = sus medicinas
    .other = las medicinas
part-dispenses = lo que entregó la farmacia
part-visits = sus visitas
    .other = las visitas
part-documents = sus documentos
    .other = los documentos
part-reports = sus informes
    .other = los informes
part-care-plans = sus planes de atención
    .other = los planes de atención
part-goals = sus metas
    .other = las metas
part-care-team = su equipo de atención
    .other = el equipo de atención
part-appointments = sus citas
    .other = las citas

## Fechas
date-today = hoy
date-yesterday = ayer
date-unknown = Fecha desconocida
date-lost = No se pudo leer la fecha
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
month-short-1 = ene
month-short-2 = feb
month-short-3 = mar
month-short-4 = abr
month-short-5 = may
month-short-6 = jun
month-short-7 = jul
month-short-8 = ago
month-short-9 = sep
month-short-10 = oct
month-short-11 = nov
month-short-12 = dic
weekday-1 = lunes
weekday-2 = martes
weekday-3 = miércoles
weekday-4 = jueves
weekday-5 = viernes
weekday-6 = sábado
weekday-7 = domingo
time-am = a. m.
time-pm = p. m.

## Cantidades
less-than = menos de
at-most = como máximo
at-least = al menos
more-than = más de
range-none = sin intervalo
range-between = { $low } a { $high }
range-from = { $low } o más
range-below = menos de { $high }
range-up-to = hasta { $high }
value-in-parts = Vea las partes abajo
value-absent = Sin valor registrado
value-not-performed = No se hizo
value-failed = No se pudo completar el análisis
value-not-applicable = No corresponde
value-declined = No se aceptó
value-recording = Un registro que no se muestra aquí
value-masked = No se muestra por privacidad
value-not-recorded = No registrado
value-absent-because = Sin valor: { $reason }
value-negative = Negativo
value-positive = Positivo
value-detected = Detectado
value-not-detected = No detectado
file-text = Texto
file-page = Página web
file-image = Imagen
file-other = Archivo

## Señales y estados
flag-in-range = En el intervalo
flag-abnormal = Requiere atención
flag-low = Por debajo
flag-high = Por encima
flag-critical = Crítico
flag-critical-low = Muy por debajo
flag-critical-high = Muy por encima
status-registered = En espera
status-preliminary = Preliminar
status-final = Final
status-amended = Modificado
status-corrected = Corregido
status-cancelled = Cancelado
status-entered-in-error = Registrado por error
status-unknown = Estado desconocido

## Páginas de una lista
pager = Páginas
pager-newer = Más recientes
pager-older = Anteriores
page-of = Página { $page } de { $pages }
empty-unsure-title = Aquí no se puede mostrar nada
empty-unsure = Una parte de su expediente no se pudo leer o no se muestra, así que no podemos decir que no haya nada.
    .other = Una parte de este expediente no se pudo leer o no se muestra, así que no podemos decir que no haya nada.

## Lo que acompaña a un nombre
mark-do-not-take = No tomar
mark-do-not-take-ended = “No tomar”, ya no vale
mark-proposed = Solo propuesta
mark-in-hospital = Para una hospitalización
mark-replaced = Sustituida por otra posterior
