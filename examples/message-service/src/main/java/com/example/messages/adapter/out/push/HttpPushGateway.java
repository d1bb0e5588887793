package com.example.messages.adapter.out.push;

import com.example.messages.application.port.out.PushGateway;
import com.example.messages.domain.Push;
import com.example.messages.domain.PushAnswer;
import com.example.messages.domain.PushAnswer.Accepted;
import com.example.messages.domain.PushAnswer.NotReached;
import com.example.messages.domain.PushAnswer.Refused;
import com.example.messages.domain.PushAnswer.Unclear;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Posts news as JSON; the header {@code Idempotency-Key} is the operation id. */
@Component
class HttpPushGateway implements PushGateway {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final PushGatewaySettings settings;
    private final HttpClient client;

    HttpPushGateway(PushGatewaySettings settings) {
        this.settings = settings;
        this.client =
                HttpClient.newBuilder().connectTimeout(settings.timeout().dividedBy(2)).build();
    }

    @Override
    public PushAnswer push(Push push) {
        if (settings.url() == null) {
            return new Refused("there is no gateway");
        }
        // A request's own timeout ends with the headers, and a body may never come.
        var asking = client.sendAsync(request(settings.url(), push), BodyHandlers.discarding());
        try {
            return answer(asking.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException failed) {
            return withoutAnswer(failed.getCause());
        } catch (TimeoutException late) {
            return new Unclear("no whole answer within " + settings.timeout());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Unclear("the service was stopped");
        } finally {
            asking.cancel(true);
        }
    }

    /** Where there was a connection, it may have heard us. */
    private static PushAnswer withoutAnswer(Throwable failed) {
        return failed instanceof ConnectException || failed instanceof HttpConnectTimeoutException
                ? new NotReached(failed.toString())
                : new Unclear(failed.toString());
    }

    private HttpRequest request(URI url, Push push) {
        var body =
                Map.of(
                        "receiver",
                        push.receiver(),
                        "messageId",
                        push.messageId(),
                        "text",
                        push.text());
        return HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", push.id().toString())
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
    }

    /** Of the errors, 408, 425 and 429 say nothing against the news itself. */
    private static PushAnswer answer(HttpResponse<?> response) {
        var status = response.statusCode();
        if (status / 100 == 2) {
            return new Accepted();
        }
        return switch (status) {
            case 408, 425, 429 -> new NotReached("the gateway answered " + status);
            default ->
                    status / 100 == 4
                            ? new Refused("the gateway answered " + status)
                            : new Unclear("the gateway answered " + status);
        };
    }
}
