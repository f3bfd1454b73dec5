package org.qudao.platform.web;

import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * An expected "no", answered as RFC 9457 problem. The code is stable and ends the problem's type URI; the detail says what is
 * wrong and what would be right, in words for the person who sent the request.
 */
public class Refusal extends ErrorResponseException {

    private static final String TYPE_BASE = "https://qudao.org/problems/";

    public Refusal(HttpStatus status, String code, String title, String detail) {
        super(status, body(status, code, title, detail), null);
    }

    public static Refusal notFound(String what, String id) {
        return new Refusal(HttpStatus.NOT_FOUND, "not-found", "Not found", "There is no " + what + " '" + id + "'.");
    }

    public static Refusal conflict(String code, String detail) {
        return new Refusal(HttpStatus.CONFLICT, code, "Conflict", detail);
    }

    public static Refusal unprocessable(String code, String title, String detail) {
        return new Refusal(HttpStatus.UNPROCESSABLE_ENTITY, code, title, detail);
    }

    /** Lists every field that is wrong. */
    public static Refusal badRequest(List<FieldError> errors) {
        return new Refusal(HttpStatus.BAD_REQUEST, "invalid-request", "Invalid request", describe(errors))
                .with("errors", errors);
    }

    public static Refusal badRequest(String field, String message) {
        return badRequest(List.of(new FieldError(field, message)));
    }

    /** Adds a member to the problem body, such as the decision receipt. */
    public Refusal with(String name, Object value) {
        getBody().setProperty(name, value);
        return this;
    }

    @Override
    public String getMessage() {
        return getBody().getStatus() + " " + getBody().getDetail();
    }

    private static String describe(List<FieldError> errors) {
        return errors.size() == 1
                ? errors.getFirst().field() + ": " + errors.getFirst().message()
                : errors.size() + " fields are wrong; see errors.";
    }

    static ProblemDetail body(HttpStatus status, String code, String title, String detail) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setType(type(code));
        body.setTitle(title);
        return body;
    }

    static URI type(String code) {
        return URI.create(TYPE_BASE + code);
    }
}
