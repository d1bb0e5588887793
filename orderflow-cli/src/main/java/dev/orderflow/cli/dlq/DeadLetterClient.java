package dev.orderflow.cli.dlq;

import dev.orderflow.cli.rest.Answer;
import dev.orderflow.cli.rest.JsonCalls;
import dev.orderflow.cli.stack.StackProblem;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The dead letters of one service. Every call throws a {@link StackProblem} where it fails. */
public final class DeadLetterClient {

    private static final int LARGEST_PAGE = 200;

    private final Service service;
    private final URI address;
    private final Operator operator;
    private final JsonCalls calls;

    DeadLetterClient(Service service, URI address, Operator operator, JsonCalls calls) {
        this.service = service;
        this.address = address;
        this.operator = operator;
        this.calls = calls;
    }

    public Service service() {
        return service;
    }

    /** The newest first. */
    public List<Letter> list(Filter filter) {
        var letters = new ArrayList<Letter>();
        String cursor = null;
        do {
            var size = Math.min(filter.limit() - letters.size(), LARGEST_PAGE);
            var page = get("?" + filter.query(size, cursor));
            page.path("deadLetters").forEach(it -> letters.add(new Letter(service, object(it))));
            cursor = page.path("nextCursor").asString(null);
        } while (cursor != null && letters.size() < filter.limit());
        return letters;
    }

    /**
     * @param state that the letters are in; null: any
     */
    public List<LetterGroup> groups(@Nullable String state) {
        var query = new LinkedHashMap<String, @Nullable String>();
        query.put("state", state);
        var groups = new ArrayList<LetterGroup>();
        get("/groups?" + Filter.encoded(query))
                .path("groups")
                .forEach(it -> groups.add(new LetterGroup(service, object(it))));
        return groups;
    }

    /** Everything that is known of one. */
    public Letter show(String id) {
        return new Letter(service, get("/" + id));
    }

    public Replay replay(ReplayRequest request) {
        return new Replay(service, request, object(post("/replays", request.asJson())));
    }

    ReplayProgress progress(String replayId) {
        return new ReplayProgress(get("/replays/" + replayId));
    }

    /** Sends another event in its place. */
    public Mending.Sent mend(String id, Mending mending) {
        return new Mending.Sent(
                new Reference(service, id),
                object(post("/%s/mend".formatted(id), mending.asJson())));
    }

    /** Puts it away, until it is restored. */
    public JsonNode discard(String id, String reason) {
        return post("/%s/discard".formatted(id), Map.of("reason", reason));
    }

    public JsonNode restore(String id) {
        return post("/%s/restore".formatted(id), Map.of());
    }

    private ObjectNode get(String path) {
        return object(body(() -> calls.send(request(path).GET())));
    }

    private JsonNode post(String path, Object body) {
        return body(() -> calls.post(request(path), body));
    }

    private HttpRequest.Builder request(String path) {
        return calls.asAdmin(operator.userId(), address.resolve("/admin/dead-letters" + path));
    }

    private JsonNode body(Supplier<Answer> call) {
        Answer answer;
        try {
            answer = call.get();
        } catch (UncheckedIOException failed) {
            throw new StackProblem(
                    "%s did not answer at %s (%s)."
                            .formatted(service, address, reason(failed.getCause())),
                    failed);
        }
        if (answer.status() / 100 != 2) {
            throw new StackProblem("%s: %s".formatted(service, sentence(answer)));
        }
        return answer.body();
    }

    /** The service's own sentence says what to mend. */
    private static String sentence(Answer answer) {
        var detail = answer.body().path("detail").asString("");
        return detail.isEmpty()
                ? "It answered with status %d.".formatted(answer.status())
                : Printable.line(detail);
    }

    private static String reason(Throwable failed) {
        return failed instanceof ConnectException
                ? "nobody listens on its port"
                : Objects.requireNonNullElse(
                        failed.getMessage(), failed.getClass().getSimpleName());
    }

    private ObjectNode object(JsonNode json) {
        if (json instanceof ObjectNode object) {
            return object;
        }
        throw new StackProblem("%s answered something else than was asked for.".formatted(service));
    }
}
