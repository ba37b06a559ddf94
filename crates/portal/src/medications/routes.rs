//! Medicines: the list, one prescription.

use portico_chart::medications::{Medication, MedicationList};
use portico_chart::view::{Disclosure, PageQuery, Paged};

use crate::extract::{Item, OpenChart, QueryOf};
use crate::problem::Problem;
use crate::site_map::SiteMap;
use crate::view::View;
use crate::words::Words;

pub(crate) fn routes(map: &mut SiteMap) {
    map.chart_with::<Disclosure<Paged<MedicationList>>, PageQuery, _, _>("medications", list);
    map.chart::<Disclosure<Medication>, _, _>("medications/{id}", detail);
}

async fn list(
    OpenChart(chart): OpenChart,
    words: Words,
    QueryOf(wanted): QueryOf<PageQuery>,
) -> Result<View<Disclosure<Paged<MedicationList>>>, Problem> {
    Ok(View(chart.medications(wanted, &words).await?))
}

async fn detail(
    OpenChart(chart): OpenChart,
    Item(id): Item,
    words: Words,
) -> Result<View<Disclosure<Medication>>, Problem> {
    Ok(View(chart.medication(&id, &words).await?))
}
