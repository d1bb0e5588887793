package dev.orderflow.web;

import java.net.InetAddress;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;

/** Callers are believed, so that only this machine, or a gateway, may reach the port. */
@Slf4j
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "app.security.mode", havingValue = "header")
class HeaderMode {

    @Bean
    CallerRecognition callersByHeader(ProblemWriter problems) {
        return new CallerRecognition() {

            @Override
            public void addTo(HttpSecurity http) {
                http.addFilterBefore(
                        new HeaderAuthenticationFilter(problems),
                        AnonymousAuthenticationFilter.class);
            }

            @Override
            public AuthenticationEntryPoint askWhoIsCalling() {
                return (_, response, _) ->
                        problems.write(
                                response,
                                Problems.of(
                                        HttpStatus.UNAUTHORIZED,
                                        "unknown-caller",
                                        "Say who is calling: send X-USER-ID."));
            }
        };
    }

    @Bean
    OnlyHere onlyHere(ServerProperties server, SecurityProperties security) {
        return new OnlyHere(server.getAddress(), security.header().beyondLoopback());
    }

    /** After the customizer that sets the address as it was configured. */
    @Order
    record OnlyHere(@Nullable InetAddress configured, boolean beyond)
            implements WebServerFactoryCustomizer<ConfigurableWebServerFactory> {

        @Override
        public void customize(ConfigurableWebServerFactory server) {
            if (beyond) {
                log.warn(
                        "Callers are believed by X-USER-ID and X-USER-ROLES (app.security.mode=header), also from other machines: only a gateway that sets both may reach this port");
                return;
            }
            var address = configured == null ? InetAddress.getLoopbackAddress() : configured;
            if (!address.isLoopbackAddress()) {
                throw new RefusedSettingsException(
                        "With app.security.mode=header whoever reaches the port can be anybody, and server.address is %s, for other machines."
                                .formatted(address.getHostAddress()),
                        "Leave server.address out (SERVER_ADDRESS); or set app.security.header.beyond-loopback=true (APP_SECURITY_HEADER_BEYOND_LOOPBACK) where only a gateway can reach it; or use app.security.mode=jwt.");
            }
            server.setAddress(address);
            log.info(
                    "Callers are believed by X-USER-ID and X-USER-ROLES (app.security.mode=header); listening on {} only",
                    address.getHostAddress());
        }
    }
}
