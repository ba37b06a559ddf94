//! From `Device` (implants above all) and `DeviceUseStatement`.

use portico_fhir::Parsed;
use portico_fhir::shapes::{Device, DeviceUseStatement, When};

use super::draft::{Draft, concept_of_words, end, mark_of};
use super::{OtherKind, OtherSource};
use crate::reading::{self, Labelled, NotReadable, Reading};
use crate::view::Term;

pub(crate) fn device(
    Parsed { shape: device, faults }: &Parsed<Device>,
    reading: &Reading<'_>,
) -> Result<Labelled<OtherSource>, NotReadable> {
    let named = device.device_name.iter().find_map(|own| own.name.as_deref());
    let by_name = concept_of_words(named);
    let mut draft = Draft {
        contained: &device.contained,
        code: device.kind.as_ref().or(by_name.as_ref()),
        at: device.manufacture_date.as_deref(),
        // A device that says no status is there.
        mark: device.status.as_deref().and_then(|status| mark_of(Some(status))),
        notes: reading::notes(&device.note),
        is_event: false,
        ..Draft::of(OtherKind::Devices, &device.id, &device.meta, faults)
    };
    draft.details.text("other-device-name", named.filter(|_| device.kind.is_some()));
    draft.details.text("other-maker", device.manufacturer.as_deref());
    draft.details.text("other-model", device.model_number.as_deref());
    draft.details.text("other-serial", device.serial_number.as_deref());
    draft.details.text("other-lot", device.lot_number.as_deref());
    draft.details.text("other-tissue-number", device.distinct_identifier.as_deref());
    draft.details.day("other-expires", device.expiration_date.as_deref(), reading);
    for carrier in &device.udi_carrier {
        let number = carrier.carrier_hrf.as_deref().or(carrier.device_identifier.as_deref());
        draft.details.text("other-udi", number);
    }
    draft.finish(reading)
}

pub(crate) fn device_used(
    Parsed { shape: used, faults }: &Parsed<DeviceUseStatement>,
    reading: &Reading<'_>,
) -> Result<Labelled<OtherSource>, NotReadable> {
    let contained =
        used.device.as_ref().and_then(|device| reading.directory.resolve(device, &used.contained));
    let device =
        contained.map(portico_fhir::Raw::parse::<Device>).and_then(|parsed| device(&parsed, reading).ok());
    let words = used.device.as_ref().and_then(|device| device.display.as_deref());
    let by_name = concept_of_words(words);
    let mut draft = Draft {
        contained: &used.contained,
        code: by_name.as_ref(),
        at: used.timing.as_ref().and_then(When::start).or(used.recorded_on.as_deref()),
        until: used.timing.as_ref().and_then(end),
        mark: mark_of(used.status.as_deref()),
        by: used.source.as_ref(),
        notes: reading::notes(&used.note),
        reason_codes: &used.reason_code,
        reason_references: used.reason_reference.clone(),
        ..Draft::of(OtherKind::DevicesUsed, &used.id, &used.meta, faults)
    };
    let known: Option<Term> = device.as_ref().map(|own| own.item.item.name.clone());
    draft.labels = device.as_ref().map(|own| own.labels).unwrap_or_default();
    draft.name = draft.name.or(known.filter(|_| words.is_none()));
    draft.details.terms("other-body-site", &used.body_site);
    draft.finish(reading)
}
