### Medicinas.

medications-lede = { $n ->
    [0] Ninguna medicina en uso.
    [one] Una medicina en uso.
   *[other] { $n } medicinas en uso.
 }
medications-now = En uso
medications-past = Anteriores
medications-empty-title = Sin medicinas
medications-empty = Su expediente no tiene medicinas.
    .other = Este expediente no tiene medicinas.
medication-how = Cómo tomarla
medication-no-instructions = El expediente no tiene instrucciones. Siga la etiqueta o pregunte en su farmacia.
medication-dispenses = De la farmacia
medication-no-dispenses = El expediente no dice que una farmacia la haya entregado.
medication-facts = Sobre esta receta
medication-safe-title = Antes de cambiar algo
medication-safe = Hable con su equipo de atención o con su farmacia antes de dejar una medicina o tomarla de otra manera.
    .other = Hable con el equipo de atención o con la farmacia antes de que se deje una medicina o se tome de otra manera.
medication-reported = Usted nos lo contó; nadie aquí la recetó.
    .other = Lo contó el paciente; nadie aquí la recetó.
medication-for = Para
medication-prescriber = Recetada por
medication-prescribed = Fecha de la receta
medication-refills = Reposiciones
medication-supply-until = Le alcanza hasta
medication-valid-until = Receta válida hasta
medication-active = En uso
medication-on-hold = En pausa
medication-draft = Aún sin empezar
medication-completed = Terminada
medication-stopped = Suspendida
medication-cancelled = Cancelada
refills-none = Sin reposiciones
refills-left = { $n ->
    [0] Sin reposiciones
    [one] Queda una reposición
   *[other] Quedan { $n } reposiciones
 }
days-supply = { $n ->
    [one] para un día
   *[other] para { $n } días
 }
dispense-preparing = en preparación
dispense-not-given = no se entregó
notes-title = Observaciones
