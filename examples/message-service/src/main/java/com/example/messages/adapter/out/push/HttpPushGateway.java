package com.example.messages.adapter.out.push;

import com.example.messages.application.port.out.PushGateway;
import com.example.messages.domain.Push;
import com.example.messages.domain.PushAnswer;
import com.example.messages.domain.PushAnswer.Accepted;
import com.example.messages.domain.PushAnswer.NotReached;
import com.example.messages.domain.PushAnswer.Refused;
import com.example.messages.domain.PushAnswer.Unclear;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
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
        try {
            return answer(client.send(request(settings.url(), push), BodyHandlers.discarding()));
        } catch (ConnectException | HttpConnectTimeoutException notReached) {
            return new NotReached(notReached.toString());
        } catch (IOException unclear) { // a time-out, a connection that broke: it may have heard us
            return new Unclear(unclear.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Unclear("the service was stopped");
        }
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
                .timeout(settings.timeout())
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
