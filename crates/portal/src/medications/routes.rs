//! Medicines: the list, one prescription.

use portico_chart::medications::{Medication, MedicationList};
use portico_chart::view::Disclosure;

use super::directions;
use crate::extract::{Item, OpenChart};
use crate::problem::Problem;
use crate::site_map::SiteMap;
use crate::view::View;
use crate::words::Words;

pub(crate) fn routes(map: &mut SiteMap) {
    map.chart::<Disclosure<MedicationList>, _, _>("medications", list);
    map.chart::<Disclosure<Medication>, _, _>("medications/{id}", detail);
}

async fn list(
    OpenChart(chart): OpenChart,
    words: Words,
) -> Result<View<Disclosure<MedicationList>>, Problem> {
    Ok(View(chart.medications(&|dosages| directions(&words, dosages)).await?))
}

async fn detail(
    OpenChart(chart): OpenChart,
    Item(id): Item,
    words: Words,
) -> Result<View<Disclosure<Medication>>, Problem> {
    Ok(View(chart.medication(&id, &|dosages| directions(&words, dosages)).await?))
}
