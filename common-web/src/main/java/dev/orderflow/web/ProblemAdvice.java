package dev.orderflow.web;

import jakarta.validation.ConstraintViolationException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Turns every exception that reaches a controller's edge into a problem; none shows what is inside.
 */
@Slf4j
@RestControllerAdvice
@RequiredArgsConstructor
final class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final String RETRY_SECONDS = "5";

    private final ServiceProblems serviceProblems;

    @ExceptionHandler
    ResponseEntity<Object> handle(RuntimeException exception) {
        var own = serviceProblems.find(exception);
        if (own != null) {
            return answer(own);
        }
        return switch (exception) {
            case RuntimeException noConnection
                    when DatabaseTrouble.isNoConnection(noConnection) -> {
                log.warn("A request got no connection: {}", rootMessage(exception));
                yield away();
            }
            case RuntimeException lost when DatabaseTrouble.isConnectionLost(lost) -> {
                log.warn("A request lost its connection: {}", rootMessage(exception));
                yield nobodyKnows();
            }
            case OptimisticLockingFailureException _, CannotAcquireLockException _ ->
                    answer(
                            Problems.of(
                                    HttpStatus.CONFLICT,
                                    "changed-meanwhile",
                                    "It was changed at the same moment by somebody else. Read it again, then try again."));
            case ConstraintViolationException invalid ->
                    answer(
                            invalid(
                                    invalid.getConstraintViolations().stream()
                                            .map(
                                                    violation ->
                                                            Map.of(
                                                                    "field",
                                                                    violation
                                                                            .getPropertyPath()
                                                                            .toString(),
                                                                    "message",
                                                                    violation.getMessage()))
                                            .toList()));
            case TooManyStreamsException tooMany -> answer(tooMany.problem());
            default -> {
                log.error("A request failed unexpectedly", exception);
                yield answer(
                        Problems.of(
                                HttpStatus.INTERNAL_SERVER_ERROR,
                                "unexpected",
                                "Something unexpected happened here; it is in the log."));
            }
        };
    }

    private static ResponseEntity<Object> away() {
        return answer(
                Problems.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "try-again-later",
                        "The service has no connection to its database. Nothing was changed; try again in a few seconds."));
    }

    /** The commit may have been on its way. */
    private static ResponseEntity<Object> nobodyKnows() {
        return answer(
                Problems.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "outcome-unknown",
                        "The service lost its connection to its database and does not know whether this was done. Repeat it under the same Idempotency-Key; where there is none, look first."));
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(
                invalid(
                        invalid.getBindingResult().getFieldErrors().stream()
                                .map(
                                        error ->
                                                Map.of(
                                                        "field",
                                                        error.getField(),
                                                        "message",
                                                        Objects.toString(
                                                                error.getDefaultMessage(),
                                                                "is not valid")))
                                .toList()));
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException invalid,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(
                invalid(
                        invalid.getParameterValidationResults().stream()
                                .flatMap(
                                        result ->
                                                result.getResolvableErrors().stream()
                                                        .map(
                                                                error ->
                                                                        Map.of(
                                                                                "field",
                                                                                Objects.toString(
                                                                                        result.getMethodParameter()
                                                                                                .getParameterName(),
                                                                                        "body"),
                                                                                "message",
                                                                                Objects.toString(
                                                                                        error
                                                                                                .getDefaultMessage(),
                                                                                        "is not valid"))))
                                .toList()));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case UnrecognizedPropertyException unknown -> {
                    return answer(
                            invalid(
                                    List.of(
                                            Map.of(
                                                    "field",
                                                    path(unknown),
                                                    "message",
                                                    "is not known here; known are "
                                                            + unknown.getKnownPropertyIds()))));
                }
                case DatabindException mismatch when !mismatch.getPath().isEmpty() -> {
                    return answer(
                            invalid(
                                    List.of(
                                            Map.of(
                                                    "field",
                                                    path(mismatch),
                                                    "message",
                                                    "has the wrong type or is out of range"))));
                }
                case InputCoercionException outOfRange -> {
                    return answer(
                            Problems.of(
                                    HttpStatus.BAD_REQUEST,
                                    "invalid-request",
                                    "A number is out of range" + where(outOfRange)));
                }
                case JacksonIOException notRead
                        when notRead.getCause()
                                instanceof BodyLimitFilter.BodyRefusedException refused -> {
                    return answer(refused.problem());
                }
                case JacksonException malformed -> {
                    return answer(
                            Problems.of(
                                    HttpStatus.BAD_REQUEST,
                                    "malformed-json",
                                    "The body is not the JSON object this call takes"
                                            + where(malformed)));
                }
                default -> {}
            }
        }
        return answer(
                Problems.of(
                        HttpStatus.BAD_REQUEST,
                        "malformed-json",
                        "The call needs a JSON object as its body."));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception exception,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var detail =
                exception instanceof MethodArgumentTypeMismatchException mismatch
                        ? "%s has the wrong form.".formatted(mismatch.getName())
                        : body instanceof ProblemDetail problem && problem.getDetail() != null
                                ? problem.getDetail()
                                : "The request cannot be answered.";
        var type =
                Objects.requireNonNullElse(
                                HttpStatus.resolve(status.value()), HttpStatus.BAD_REQUEST)
                        .name()
                        .toLowerCase(java.util.Locale.ROOT)
                        .replace('_', '-');
        return super.handleExceptionInternal(
                exception, Problems.of(status, type, detail), headers, status, request);
    }

    private static ProblemDetail invalid(List<Map<String, String>> errors) {
        var problem =
                Problems.of(
                        HttpStatus.BAD_REQUEST,
                        "invalid-request",
                        errors.stream()
                                .map(error -> error.get("field") + " " + error.get("message"))
                                .sorted()
                                .collect(Collectors.joining("; ")));
        problem.setProperty("errors", errors);
        return problem;
    }

    private static String where(JacksonException problem) {
        var location = problem.getLocation();
        return location == null
                ? "."
                : ", at line %d, column %d."
                        .formatted(location.getLineNr(), location.getColumnNr());
    }

    private static String path(DatabindException exception) {
        return exception.getPath().stream()
                .map(
                        step ->
                                step.getPropertyName() == null
                                        ? "[" + step.getIndex() + "]"
                                        : step.getPropertyName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    private static ResponseEntity<Object> answer(ProblemDetail problem) {
        var answer = ResponseEntity.status(problem.getStatus());
        if (problem.getStatus() == HttpStatus.TOO_MANY_REQUESTS.value()
                || problem.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return answer.body(problem);
    }

    private static @Nullable String rootMessage(Throwable exception) {
        return NestedExceptionUtils.getMostSpecificCause(exception).getMessage();
    }
}
