//! Before any handler sees a form of a page: one of somebody else is refused with words of its own, whatever it asks for, and
//! one whose session is over is read, so that its words can be kept.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use portico_account::FormOwner;

use super::SentForm;
use super::once::said_before;
use crate::problem::Problem;
use crate::visitor::Visitor;

pub(crate) async fn gate(request: Request, next: Next) -> Response {
    let visitor = Visitor::of(request.extensions()).clone();
    let (sent, request) = match SentForm::peek(&visitor, request).await {
        Ok(read) => read,
        Err(problem) => return problem.into_response(),
    };
    let address = visitor.path.clone();
    let session = visitor.session().ok();
    if let Some(session) = session.filter(|session| session.has_second_factor()) {
        let owner = sent.as_ref().and_then(|sent| sent.shown.as_ref()).map(|shown| shown.owner(session));
        if let Some(sent) = sent {
            visitor.note_form(sent);
        }
        return match owner.and_then(problem_of) {
            Some(problem) => problem.into_response(),
            None => next.run(request).await,
        };
    }
    let Some(sent) = sent else { return left_out(&visitor, request, next).await };
    match said_before(&visitor, &sent, &address).await {
        Ok(Some(answer)) => answer,
        Ok(None) => {
            visitor.note_form(sent);
            next.run(request).await
        }
        Err(problem) => problem.into_response(),
    }
}

/// A form with a file that nobody is signed in for: its file is read past.
async fn left_out(visitor: &Visitor, request: Request, next: Next) -> Response {
    if !SentForm::has_file(&request) {
        return next.run(request).await;
    }
    let problem = if visitor.session().is_ok() { Problem::FactorNeeded } else { Problem::SignInNeeded };
    if let Some(sent) = SentForm::drain(visitor, request).await {
        visitor.note_form(sent);
    }
    problem.into_response()
}

/// What is wrong with the form, whatever it asks for.
pub(crate) fn problem_of(owner: FormOwner) -> Option<Problem> {
    match owner {
        FormOwner::Own => None,
        FormOwner::Earlier => Some(Problem::EarlierForm),
        FormOwner::SomebodyElse => Some(Problem::SomebodyElse),
        FormOwner::Nobody => Some(Problem::Forged),
    }
}
