package org.qudao.platform.web;

import com.mongodb.MongoException;
import jakarta.validation.ConstraintViolationException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.platform.events.Outages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Turns whatever goes wrong into an RFC 9457 body that lists every wrong field and leaks nothing internal. A store that does not
 * answer is 503 with {@code Retry-After}, never 4xx and never an empty answer.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemResponses extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemResponses.class);
    private static final String RETRY_AFTER_SECONDS = "2";
    private static final URI NO_TYPE = URI.create("about:blank");

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<FieldError> errors = new ArrayList<>();
        e.getBindingResult().getFieldErrors().forEach(f -> errors.add(new FieldError(f.getField(), message(f))));
        e.getBindingResult().getGlobalErrors().forEach(g -> errors.add(new FieldError(g.getObjectName(), message(g))));
        return answer(Refusal.badRequest(errors), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<FieldError> errors = new ArrayList<>();
        e.getParameterValidationResults().forEach(result -> result.getResolvableErrors()
                .forEach(error -> errors.add(new FieldError(
                        String.valueOf(result.getMethodParameter().getParameterName()), message(error)))));
        return answer(Refusal.badRequest(errors), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(Refusal.badRequest(e.getParameterName(), "is required"), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(Refusal.badRequest(List.of(unreadable(e.getCause()))), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, "There is nothing at this address.");
        return handleExceptionInternal(e, body, headers, status, request);
    }

    /** What Spring refuses by itself has a type too, the same as at the gateway. */
    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem
                && (problem.getType() == null || problem.getType().equals(NO_TYPE))) {
            problem.setType(Refusal.type("http-" + status.value()));
        }
        return super.createResponseEntity(body, headers, status, request);
    }

    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    @Nullable
    ResponseEntity<Object> wrongParameterType(MethodArgumentTypeMismatchException e, WebRequest request) {
        Class<?> type = e.getRequiredType();
        String expected = type == null ? "another type" : describe(type);
        return answer(Refusal.badRequest(e.getName(), "must be " + expected), new HttpHeaders(), request);
    }

    @ExceptionHandler(ConstraintViolationException.class)
    @Nullable
    ResponseEntity<Object> constraintViolation(ConstraintViolationException e, WebRequest request) {
        List<FieldError> errors = e.getConstraintViolations().stream()
                .map(v -> new FieldError(v.getPropertyPath().toString(), v.getMessage()))
                .toList();
        return answer(Refusal.badRequest(errors), new HttpHeaders(), request);
    }

    @ExceptionHandler(MongoException.class)
    @Nullable
    ResponseEntity<Object> store(MongoException e, WebRequest request) {
        if (Outages.isOutage(e)) {
            log.warn("The document store does not answer: {}", e.toString());
            return unavailable(request);
        }
        return unexpected(e, request);
    }

    /** Anything nobody expected: logged in full, answered with nothing internal. */
    @ExceptionHandler(RuntimeException.class)
    @Nullable
    ResponseEntity<Object> unexpected(RuntimeException e, WebRequest request) {
        if (e instanceof org.springframework.security.access.AccessDeniedException
                || e instanceof org.springframework.security.core.AuthenticationException) {
            throw e; // answered by the security filter chain
        }
        log.error("Unexpected failure of {}", request.getDescription(false), e);
        return answer(
                new Refusal(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "internal",
                        "Internal error",
                        "The request failed for a reason that is not in it. It has been recorded."),
                new HttpHeaders(),
                request);
    }

    private @Nullable ResponseEntity<Object> unavailable(WebRequest request) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return answer(
                new Refusal(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "store-unavailable",
                        "Temporarily unavailable",
                        "The document store does not answer. Nothing of this request is certain to have been stored;"
                                + " repeat it with the same Idempotency-Key."),
                headers,
                request);
    }

    private @Nullable ResponseEntity<Object> answer(Refusal refusal, HttpHeaders headers, WebRequest request) {
        ProblemDetail body = refusal.getBody();
        return handleExceptionInternal(refusal, body, headers, refusal.getStatusCode(), request);
    }

    private static FieldError unreadable(@Nullable Throwable cause) {
        return switch (cause) {
            case UnrecognizedPropertyException unknown ->
                new FieldError(
                        path(unknown), "is not a field of this request; known are " + unknown.getKnownPropertyIds());
            case InvalidFormatException format ->
                new FieldError(path(format), "must be " + describe(format.getTargetType()));
            case MismatchedInputException mismatch
            when mismatch.getTargetType() != null ->
                new FieldError(path(mismatch), "must be " + describe(mismatch.getTargetType()));
            case StreamReadException malformed ->
                new FieldError(
                        "body",
                        "is not valid JSON at line " + malformed.getLocation().getLineNr() + ", column "
                                + malformed.getLocation().getColumnNr());
            case DatabindException invalid -> new FieldError(path(invalid), "is not valid");
            case null, default -> new FieldError("body", "is missing or cannot be read as JSON");
        };
    }

    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference reference : e.getPath()) {
            if (reference.getPropertyName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    private static String describe(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + List.of(type.getEnumConstants());
        }
        return switch (type.getSimpleName()) {
            case "int", "Integer", "long", "Long", "BigInteger" -> "a whole number in range";
            case "BigDecimal", "double", "Double" -> "a decimal number";
            case "boolean", "Boolean" -> "true or false";
            case "LocalDate" -> "a date such as 2026-01-31";
            case "YearMonth" -> "a month such as 2026-01";
            case "Instant" -> "a moment such as 2026-01-31T12:00:00Z";
            case "String" -> "a text";
            case "List", "ArrayList", "Set" -> "a list";
            default -> "an object of the documented form";
        };
    }

    private static String message(org.springframework.context.MessageSourceResolvable error) {
        String message = error.getDefaultMessage();
        return message == null ? "is not valid" : message;
    }
}
