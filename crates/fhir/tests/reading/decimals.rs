use portico_fhir::shapes::{Observation, Value};
use portico_fhir::{Decimal, Raw};

fn value_text(number: &str) -> Option<String> {
    let text = format!(r#"{{"resourceType":"Observation","valueQuantity":{{"value":{number}}}}}"#);
    let observation = Raw::from_text(&text).unwrap().parse::<Observation>().shape;
    let Some(Value::Quantity(quantity)) = observation.value else { panic!("a quantity") };
    quantity.value.map(|value| value.text().to_owned())
}

#[test]
fn a_number_keeps_the_digits_that_were_sent() {
    for number in ["5.40", "0.10", "-3", "1e2", "1E-7", "12345678901234567890.12345678901234567890"] {
        assert_eq!(value_text(number).as_deref(), Some(number));
    }
}

#[test]
fn a_number_in_a_string_is_still_a_number() {
    assert_eq!(value_text(r#""5.40""#).as_deref(), Some("5.40"));
}

#[test]
fn words_are_no_number() {
    for words in [r#""5,4""#, r#""high""#, "true", "[1]", r#"{"a":1}"#, r#""1 ""#, r#""0x1""#] {
        assert_eq!(value_text(words), None, "{words}");
    }
}

#[test]
fn arithmetic_is_exact_or_refused() {
    assert_eq!(Decimal::parse("0.10").unwrap().exact().unwrap().to_string(), "0.10");
    assert_eq!(Decimal::parse("1e2").unwrap().exact().unwrap().to_string(), "100");
    assert_eq!(Decimal::parse("1e99").unwrap().exact(), None);
    assert_eq!(Decimal::parse("0.1234567890123456789012345678901").unwrap().exact(), None);
}
