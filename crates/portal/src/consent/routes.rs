//! The pages of choices: the list, the form in its steps, and the end.

use axum::extract::{Path, State};
use axum::http::{Extensions, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use portico_account::AccountError;
use portico_account::directives::{consent, is_known};
use portico_chart::view::Link;
use portico_chart::{Chart, ChartError};
use portico_model::{Asker, Category, Directive, DirectiveId, Effect, ResourceId};
use serde::Deserialize;
use uuid::Uuid;

use super::choice::Choice;
use super::draft::{Draft, Fault, Step, misfit};
use super::names::Names;
use super::pages::{ChoiceDone, ChoiceEnd, ChoiceForm, ChoicesPage};
use super::people::People;
use crate::answer::{Answer, Answered, plain};
use crate::edge::{account_problem, redirect};
use crate::extract::{Asking, OpenChart, QueryOf, SignedIn, Submitted};
use crate::portal::Portal;
use crate::problem::Problem;
use crate::sign_in::way_back::step_up;
use crate::site_map::{Access, NoQuery, SiteMap};
use crate::view::View;
use crate::visitor::Visitor;

pub(crate) fn routes(map: &mut SiteMap) {
    const HERE: &str = "/patients/{patient}/consent";
    map.route(Method::GET, HERE, Access::Standing, list);
    map.standing_twin::<ChoicesPage, NoQuery, _, _>(Method::GET, "consent", list);
    map.route(Method::POST, HERE, Access::Standing, make);
    map.route(Method::GET, &format!("{HERE}/new"), Access::Standing, begin);
    map.route(Method::GET, &format!("{HERE}/new/{{kind}}/{{id}}"), Access::Standing, begin_with_item);
    map.route(Method::POST, &format!("{HERE}/new"), Access::Standing, step);
    map.route(Method::GET, &format!("{HERE}/{{id}}/end"), Access::Standing, ask_to_end);
    map.route(Method::POST, &format!("{HERE}/{{id}}/end"), Access::Standing, end);
    super::fhir::routes(map);
}

impl Answered for ChoicesPage {
    fn answer() -> Answer {
        plain::<Self>()
    }
}

/// What was just done, after the redirect of the form that did it.
#[derive(Deserialize)]
struct Done {
    done: Option<ChoiceDone>,
}

async fn list(
    State(portal): State<Portal>,
    OpenChart(chart): OpenChart,
    SignedIn(session): SignedIn,
    QueryOf(Done { done }): QueryOf<Done>,
    extensions: Extensions,
) -> Result<View<ChoicesPage>, Problem> {
    let visit = &Visitor::of(&extensions).visit;
    let asker = session.asker(visit);
    let found = take_over(&portal, &chart, &asker).await?;
    let kept = portal.accounts.list_directives(&asker, chart.patient()).await.map_err(account_problem)?;
    let people = People::of(&portal, &chart, (&session, visit)).await?;
    let names = Names::of(&chart, kept.iter().map(|directive| &directive.matter)).await?;
    let now = portal.clock.now();
    let takers = found.as_ref().filter(|_| chart.are_consents_taken());
    let choices = kept.iter().map(|directive| {
        let is_of_here = directive.taken_from.is_none();
        let is_known_to_clinic = takers.filter(|_| is_of_here).map(|found| is_known(directive, &found.read));
        Choice { is_known_to_clinic, ..Choice::of(directive, &people, &names) }
    });
    let (former, current) = choices.partition(|choice| choice.is_over(now));
    Ok(View(ChoicesPage {
        current,
        former,
        not_understood: found.as_ref().map_or(0, |found| found.not_understood),
        is_record_unread: found.is_none(),
        is_record_closed: found.is_some() && takers.is_none(),
        done,
    }))
}

/// The Consents of the record system.
struct OfRecord {
    read: Vec<consent::Foreign>,
    not_understood: usize,
}

/// Reads the Consents of the record system, takes denies over that are not here yet, and writes there what it does not know.
/// `None` where it cannot be read.
async fn take_over(portal: &Portal, chart: &Chart, asker: &Asker) -> Result<Option<OfRecord>, Problem> {
    let found = match chart.consents().await {
        Ok(found) => found,
        Err(ChartError::Unavailable) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let patient = chart.patient();
    let read = found.iter().filter_map(|json| consent::read(json, patient).ok()).collect::<Vec<_>>();
    portal.accounts.take_over_directives(asker, patient, &read).await.map_err(account_problem)?;
    if chart.are_consents_taken() {
        portal.accounts.repeat_unknown_directives(asker, patient, &read).await.map_err(account_problem)?;
    }
    let unfit = read.iter().filter(|own| own.is_active && own.copy_of.is_none() && own.terms.is_err());
    let not_understood = found.len() - read.len() + unfit.count();
    Ok(Some(OfRecord { read, not_understood }))
}

async fn begin(
    State(portal): State<Portal>,
    OpenChart(chart): OpenChart,
    SignedIn(session): SignedIn,
    extensions: Extensions,
) -> Result<Response, Problem> {
    // What was chosen before the session was over; each step shows it again.
    let kept = Visitor::of(&extensions).draft().and_then(Draft::of_kept).unwrap_or_default();
    start(&portal, &chart, &session, &extensions, kept).await
}

/// Begins with one thing of the record: `/consent/new/visits/7`.
async fn begin_with_item(
    State(portal): State<Portal>,
    OpenChart(chart): OpenChart,
    SignedIn(session): SignedIn,
    Path(path): Path<Vec<(String, String)>>,
    extensions: Extensions,
) -> Result<Response, Problem> {
    let named = |wanted: &str| path.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone());
    let kind = named("kind").filter(|kind| Category::ALL.iter().any(|own| own.as_str() == *kind));
    let item = named("id").filter(|id| id.parse::<ResourceId>().is_ok());
    let (Some(kind), Some(item)) = (kind, item) else { return Err(Problem::NotFound) };
    let (effect, topic) = ("deny".to_owned(), "any".to_owned());
    let draft = Draft { effect, kind, item, topic, ..Draft::default() };
    start(&portal, &chart, &session, &extensions, draft).await
}

/// The first step; whoever has not proved a factor lately is led to it by the edge, and back here.
async fn start(
    portal: &Portal,
    chart: &Chart,
    session: &portico_account::CurrentSession,
    extensions: &Extensions,
    draft: Draft,
) -> Result<Response, Problem> {
    let visitor = Visitor::of(extensions);
    let asker = session.asker(&visitor.visit);
    portal.accounts.may_make_directive(&asker, chart.patient()).await.map_err(account_problem)?;
    let (_, named) = one_thing(chart, &draft).await?;
    Ok(View(ChoiceForm { named, ..ChoiceForm::new(Step::What, draft) }).into_response())
}

/// Nothing of a form is looked at for whoever has no choices to make here.
pub(super) async fn may_decide(portal: &Portal, chart: &Chart, asker: &Asker) -> Result<(), Problem> {
    portal.accounts.may_decide(asker, chart.patient()).await.map_err(account_problem)
}

/// What the one thing is called that a draft is about. What is not in the record is not found.
async fn one_thing(chart: &Chart, draft: &Draft) -> Result<(Names, Option<Link>), Problem> {
    let matter = draft.one_thing();
    let names = Names::of(chart, [&matter]).await?;
    if names.lacks(&matter) {
        return Err(Problem::NotFound);
    }
    let named = names.get(&matter).cloned();
    Ok((names, named))
}

/// One step of the form: shows the next, or the same again with what is not right.
async fn step(
    State(portal): State<Portal>,
    OpenChart(chart): OpenChart,
    SignedIn(session): SignedIn,
    extensions: Extensions,
    Asking(draft): Asking<Draft>,
) -> Result<Response, Problem> {
    let visit = &Visitor::of(&extensions).visit;
    may_decide(&portal, &chart, &session.asker(visit)).await?;
    let people = People::of(&portal, &chart, (&session, visit)).await?;
    let (names, named) = one_thing(&chart, &draft).await?;
    let terms = draft.terms(&people, &portal.settings.zone, portal.clock.now());
    let sent_from = draft.sent_from();
    let form = match terms {
        Ok(terms) => {
            let preview = preview(&chart, &session.asker(visit), terms, portal.clock.now());
            let choice = Choice::of(&preview, &people, &names);
            ChoiceForm { choice: Some(choice), ..ChoiceForm::new(Step::Confirm, draft) }
        }
        Err((step, _)) if step > sent_from => ChoiceForm::new(step, draft),
        Err((step, fault)) => ChoiceForm { fault: Some(fault), ..ChoiceForm::new(step, draft) },
    };
    let status = if form.fault.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let form = ChoiceForm { named, ..form.with_people(&people) };
    Ok((status, View(form)).into_response())
}

/// The directive that the terms would make, for the sentence that is confirmed.
fn preview(
    chart: &Chart,
    asker: &Asker,
    terms: portico_account::directives::DirectiveTerms,
    now: portico_model::Timestamp,
) -> Directive {
    terms.made(DirectiveId(Uuid::nil()), chart.patient().clone(), asker.account, now)
}

async fn make(
    State(portal): State<Portal>,
    OpenChart(chart): OpenChart,
    SignedIn(session): SignedIn,
    extensions: Extensions,
    Submitted(draft): Submitted<Draft>,
) -> Result<Response, Problem> {
    let visitor = Visitor::of(&extensions);
    may_decide(&portal, &chart, &session.asker(&visitor.visit)).await?;
    let people = People::of(&portal, &chart, (&session, &visitor.visit)).await?;
    let again = |(step, fault): (Step, Fault)| {
        let form = ChoiceForm { fault: Some(fault), ..ChoiceForm::new(step, draft.clone()) };
        (StatusCode::UNPROCESSABLE_ENTITY, View(form.with_people(&people))).into_response()
    };
    let terms = match draft.terms(&people, &portal.settings.zone, portal.clock.now()) {
        Ok(terms) => terms,
        Err(misfit) => return Ok(again(misfit)),
    };
    let asker = session.asker(&visitor.visit);
    match portal.accounts.make_directive(&asker, chart.patient(), terms).await {
        Ok(_) => Ok(redirect(&format!("{}?done=made", visitor.shell().to("consent")))),
        Err(AccountError::StepUpNeeded) => Ok(step_up(&portal, visitor, &visitor.shell().to("consent/new"))),
        Err(AccountError::Terms(unfit)) => Ok(again(misfit(unfit))),
        Err(error) => Err(account_problem(error)),
    }
}

/// The id of a choice in the path.
fn directive_id(path: &[(String, String)]) -> Result<DirectiveId, Problem> {
    let text = path.iter().find(|(name, _)| name == "id").map(|(_, value)| value.as_str());
    let id = text.and_then(|text| text.parse::<Uuid>().ok()).ok_or(Problem::NotFound)?;
    Ok(DirectiveId(id))
}

async fn ask_to_end(
    State(portal): State<Portal>,
    OpenChart(chart): OpenChart,
    SignedIn(session): SignedIn,
    Path(path): Path<Vec<(String, String)>>,
    extensions: Extensions,
) -> Result<Response, Problem> {
    let visitor = Visitor::of(&extensions);
    let id = directive_id(&path)?;
    let asker = session.asker(&visitor.visit);
    let kept = portal.accounts.list_directives(&asker, chart.patient()).await.map_err(account_problem)?;
    let is_this = |own: &&Directive| own.id == id && own.ended_at.is_none() && own.taken_from.is_none();
    let directive = kept.iter().find(is_this).ok_or(Problem::NotFound)?;
    if directive.effect == Effect::Deny && !asker.is_fresh {
        return Err(Problem::FactorNeeded);
    }
    let people = People::of(&portal, &chart, (&session, &visitor.visit)).await?;
    let names = Names::of(&chart, [&directive.matter]).await?;
    Ok(View(ChoiceEnd { choice: Choice::of(directive, &people, &names) }).into_response())
}

/// Nothing but the token of the form.
#[derive(Deserialize)]
struct Nothing {}

async fn end(
    State(portal): State<Portal>,
    OpenChart(chart): OpenChart,
    SignedIn(session): SignedIn,
    Path(path): Path<Vec<(String, String)>>,
    extensions: Extensions,
    Submitted(Nothing {}): Submitted<Nothing>,
) -> Result<Response, Problem> {
    let visitor = Visitor::of(&extensions);
    let id = directive_id(&path)?;
    let asker = session.asker(&visitor.visit);
    match portal.accounts.end_directive(&asker, chart.patient(), id).await {
        Ok(_) => Ok(redirect(&format!("{}?done=ended", visitor.shell().to("consent")))),
        Err(AccountError::StepUpNeeded) => {
            Ok(step_up(&portal, visitor, &visitor.shell().to(&format!("consent/{}/end", id.0))))
        }
        Err(error) => Err(account_problem(error)),
    }
}
