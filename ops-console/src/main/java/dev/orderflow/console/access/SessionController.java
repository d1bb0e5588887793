package dev.orderflow.console.access;

import dev.orderflow.console.ConsoleProperties;
import dev.orderflow.web.Caller;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the page has to know before it knows anything: how people say who they are. */
@RestController
class SessionController {

    private final String mode;
    private final ConsoleProperties properties;

    SessionController(
            @Value("${app.security.mode:jwt}") String mode, ConsoleProperties properties) {
        this.mode = mode.toLowerCase(Locale.ROOT);
        this.properties = properties;
    }

    record Settings(String mode, List<String> services, boolean mishaps) {}

    record Me(String userId, List<String> roles) {}

    @GetMapping("/api/settings")
    Settings settings() {
        return new Settings(
                mode,
                properties.services().keySet().stream().sorted().toList(),
                properties.mishaps());
    }

    @GetMapping("/api/me")
    Me me(Caller caller) {
        return new Me(caller.userId(), caller.roles().stream().sorted().toList());
    }
}
