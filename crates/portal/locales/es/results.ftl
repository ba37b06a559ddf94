### Las páginas de resultados de laboratorio.

labs-lede = { $n ->
    [one] Un informe, el más reciente primero.
   *[other] { $n } informes, los más recientes primero.
 }
labs-lede-filtered = { $n ->
    [one] Un informe coincide con su elección.
   *[other] { $n } informes coinciden con su elección.
 }
labs-all = Todos los resultados
labs-flagged = Fuera del intervalo
labs-filter = Elegir resultados
labs-by-date = Elegir fechas
labs-from = Desde
labs-to = Hasta
labs-show = Mostrar
labs-empty-title = Aún no hay resultados
labs-empty = En cuanto su laboratorio publique un resultado, aparecerá aquí.
    .other = En cuanto el laboratorio publique un resultado, aparecerá aquí.
labs-empty-filtered-title = Nada coincide
labs-empty-filtered = Hay resultados en su expediente, pero ninguno coincide con su elección.
    .other = Hay resultados en este expediente, pero ninguno coincide con su elección.
labs-critical-title = Vea esto primero, por favor
labs-critical-open = Ver este resultado
labs-in-range = { $n ->
    [one] Un valor en el intervalo
   *[other] { $n } valores en el intervalo
 }
labs-more-in-range = { $n ->
    [one] Uno más en el intervalo
   *[other] { $n } más en el intervalo
 }
class-blood-count = Hemograma
class-metabolic = Metabolismo
class-lipids = Colesterol
class-diabetes = Azúcar en sangre
class-thyroid = Tiroides
class-clotting = Coagulación
class-urine = Orina
class-infection = Infecciones
class-vitamins = Vitaminas y hierro
class-hormones = Hormonas
class-genetics = Genética
class-other = Otros

## Un perfil
panel-outside = { $n } de { $total } fuera del intervalo
panel-all-in-range = Todo en el intervalo
panel-missing = { $n ->
    [one] Este informe nombra un resultado más. El sistema de expedientes no lo entregó, así que falta aquí.
   *[other] Este informe nombra { $n } resultados más. El sistema de expedientes no los entregó, así que faltan aquí.
 }
panel-elsewhere = { $n ->
    [one] El valor de este informe está en otro informe de la misma muestra.
   *[other] Los valores de este informe están en otro informe de la misma muestra.
 }
panel-no-values = El laboratorio no envió valores con este informe.
panel-history = A lo largo del tiempo
panel-conclusion = Lo que concluye el laboratorio
panel-document = Ver el documento del informe
col-test = Análisis
cell-none = no se tomó
col-date = Fecha
col-value = Valor
col-range = Intervalo
col-state = Estado

## Un resultado
result-now = Este resultado
result-about = Qué mide
result-notes = Notas del laboratorio
range-is = Intervalo de su laboratorio: { $range }.
    .other = Intervalo del laboratorio: { $range }.
range-for = Intervalo de su laboratorio: { $range } ({ $whom }).
    .other = Intervalo del laboratorio: { $range } ({ $whom }).
range-bar = { $value }. El intervalo es { $range }.
range-bar-beyond = { $value }, más allá del extremo de esta barra. El intervalo es { $range }.
flags-differ = El laboratorio dice “{ $laboratory }”, mientras que su intervalo impreso dice “{ $range }”. Cuando difieren, seguimos al laboratorio.
verdict-in-range = Este valor está dentro del intervalo que da su laboratorio.
    .other = Este valor está dentro del intervalo que da el laboratorio.
verdict-high = Este valor está por encima del intervalo que da su laboratorio.
    .other = Este valor está por encima del intervalo que da el laboratorio.
verdict-low = Este valor está por debajo del intervalo que da su laboratorio.
    .other = Este valor está por debajo del intervalo que da el laboratorio.
verdict-abnormal = Su laboratorio señaló este resultado como fuera de lo común.
    .other = El laboratorio señaló este resultado como fuera de lo común.
verdict-unknown = Su laboratorio no dio un intervalo para este valor, así que no podemos decir cómo está. Su equipo de atención sí puede.
    .other = El laboratorio no dio un intervalo para este valor, así que no podemos decir cómo está. El equipo de atención sí puede.
verdict-marked-in-range = Su laboratorio marcó este resultado como normal.
    .other = El laboratorio marcó este resultado como normal.
verdict-marked-high = Su laboratorio marcó este valor como alto.
    .other = El laboratorio marcó este valor como alto.
verdict-marked-low = Su laboratorio marcó este valor como bajo.
    .other = El laboratorio marcó este valor como bajo.
verdict-marked-critical-high = Su laboratorio marcó este valor como críticamente alto.
    .other = El laboratorio marcó este valor como críticamente alto.
verdict-marked-critical-low = Su laboratorio marcó este valor como críticamente bajo.
    .other = El laboratorio marcó este valor como críticamente bajo.
verdict-marked-critical = Su laboratorio marcó este resultado como crítico.
    .other = El laboratorio marcó este resultado como crítico.
verdict-marked-as = Su laboratorio escribió junto a este valor: «{ $words }». Su equipo de atención puede decirle qué significa.
    .other = El laboratorio escribió junto a este valor: «{ $words }». El equipo de atención puede decir qué significa.
verdict-range-unclear = Su laboratorio dio un intervalo, pero no podemos decir con certeza dónde queda este valor. Su equipo de atención sí puede.
    .other = El laboratorio dio un intervalo, pero no podemos decir con certeza dónde queda este valor. El equipo de atención sí puede.
verdict-critical-high = Este valor está muy por encima del intervalo.
verdict-critical-low = Este valor está muy por debajo del intervalo.
verdict-absent = No hay un valor para este análisis.
verdict-entered-in-error = Este resultado se registró por error. No lo tenga en cuenta.
caution-critical = Si su equipo de atención aún no se ha comunicado con usted, llame ahora. Si se siente muy mal, llame al 911.
    .other = Si el equipo de atención aún no se ha comunicado por esto, llame ahora. Si esta persona se siente muy mal, llame al 911.
caution-one-value = Un solo valor rara vez lo dice todo. Su equipo de atención lo examina junto con sus otros resultados.
    .other = Un solo valor rara vez lo dice todo. El equipo de atención lo examina junto con los otros resultados.
explain-registered = El laboratorio todavía está trabajando en esto. El valor aparecerá aquí.
explain-preliminary = Este es un primer valor. El laboratorio aún puede cambiarlo.
explain-amended = El laboratorio modificó este informe después de ser final.
explain-corrected = El laboratorio corrigió este valor. Lo que ve es el valor corregido.
explain-cancelled = Este análisis se canceló.
explain-unknown = El expediente no dice si este valor es final.
trend-over-years = { $n ->
    [one] A lo largo de un año
   *[other] A lo largo de { $n } años
 }
trend-over-time = A lo largo del tiempo
trend-as-table = Ver como tabla
trend-only-one = Por ahora es el único valor que se puede dibujar. Con el próximo aparecerá aquí una gráfica.
trend-none = No hay ningún valor de este análisis que se pueda dibujar.
trend-break-method = nuevo método
trend-break-laboratory = otro laboratorio
trend-note-method = La forma de medir cambió hacia el { $date }, por eso los valores de antes y después no se unen.
trend-note-laboratory = Otro laboratorio midió desde el { $date }, por eso los valores de antes y después no se unen.
trend-note-converted = Los valores en { $from } se convirtieron a { $to } para la gráfica. La tabla los muestra como se informaron.
trend-note-not-drawn = { $n ->
    [one] Un valor no se pudo dibujar; está en la tabla.
   *[other] { $n } valores no se pudieron dibujar; están en la tabla.
 }
trend-note-left-out = { $n ->
    [one] Un valor no se pudo dibujar.
   *[other] { $n } valores no se pudieron dibujar.
 }
trend-words = Este análisis se informa con palabras, así que no hay nada que dibujar.
trend-sentence = { $name }: { $n } valores del { $from } al { $to }. El último es { $last }, el más bajo { $low }, el más alto { $high }.
legend-band = Intervalo de su laboratorio
    .other = Intervalo del laboratorio
legend-bounds = Hueco con flecha: el valor está más allá de lo que la prueba puede contar
same-draw = De la misma muestra
do-title = Qué puede hacer
do-panel = Ver el perfil completo
do-call = A quién llamar
do-critical = Llame a su equipo de atención ahora si aún no sabe de ellos. Pueden decirle qué significa este valor para usted.
    .other = Llame ahora al equipo de atención si aún no se sabe de ellos. Pueden decir qué significa este valor.
do-abnormal = Anote sus preguntas y llévelas a su próxima visita. Si se siente mal, no espere hasta entonces.
    .other = Anote las preguntas para la próxima visita. Si esta persona se siente mal, no espere hasta entonces.
do-in-range = Nada. Puede imprimir esta página o guardarla para su próxima visita.
    .other = Nada. Puede imprimir esta página o guardarla para la próxima visita.
do-unknown = Pregunte a su equipo de atención en su próxima visita.
    .other = Pregunte al equipo de atención en la próxima visita.
do-nothing-error = Nada. Si le preocupa, pregunte a su equipo de atención.
    .other = Nada. Si le preocupa, pregunte al equipo de atención.
facts-title = Sobre este resultado
fact-taken = Tomado
fact-released = Publicado
fact-status = Estado
fact-laboratory = Laboratorio
fact-specimen = Muestra
fact-method = Método
fact-marked = Marca del laboratorio
fact-recorded-as = En el expediente
