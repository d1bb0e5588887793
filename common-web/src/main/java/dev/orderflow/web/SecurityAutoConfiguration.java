package dev.orderflow.web;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import tools.jackson.databind.json.JsonMapper;

/** Who may call what. Every path is named here; what is not, nobody may call. */
@AutoConfiguration(
        after = JacksonAutoConfiguration.class,
        before = {
            ServletWebSecurityAutoConfiguration.class,
            UserDetailsServiceAutoConfiguration.class
        })
@EnableConfigurationProperties({SecurityProperties.class, WebProperties.class})
@Import({HeaderMode.class, JwtMode.class})
public final class SecurityAutoConfiguration {

    SecurityAutoConfiguration() {}

    @Bean
    ProblemWriter problemWriter(JsonMapper json) {
        return new ProblemWriter(json);
    }

    @Bean
    MachineTokens machineTokens(SecurityProperties properties) {
        return new MachineTokens(properties.monitoringToken(), properties.serviceToken());
    }

    @Bean
    ServiceIdentity serviceIdentity(
            @Value("${spring.application.name}") String service, SecurityProperties properties) {
        return new ServiceIdentity(service, properties);
    }

    @Bean
    CollectorIdentity collectorIdentity(
            @Value("${spring.application.name}") String service, SecurityProperties properties) {
        return new CollectorIdentity(service, properties);
    }

    /** Else each filter of the chain is wrapped to be observed, in every request, for nothing. */
    @Bean
    SecurityObservationSettings filtersAreNotObserved() {
        return SecurityObservationSettings.noObservations();
    }

    /** Without one, Spring Boot makes up a user and prints a password for it. */
    @Bean
    AuthenticationManager nobodyLogsIn() {
        return _ -> {
            throw new BadCredentialsException("Nobody logs in here");
        };
    }

    @Bean
    SecurityFilterChain whoMayCallWhat(
            HttpSecurity http,
            ProblemWriter problems,
            MachineTokens machines,
            CallerRecognition callers,
            WebProperties web,
            ObjectProvider<AccessRules> ofTheService) {
        http.addFilterBefore(new MachineTokenFilter(machines), AnonymousAuthenticationFilter.class);
        callers.addTo(http);
        http.addFilterBefore(
                new CallRateFilter(new CallRates(web.rate()), problems), AuthorizationFilter.class);
        return http.headers(SecurityHeaders.all())
                .authorizeHttpRequests(
                        paths -> {
                            paths.withObjectPostProcessor(onceEach());
                            ofTheService.orderedStream().forEach(it -> it.customize(paths));
                        })
                .authorizeHttpRequests(
                        paths ->
                                paths.requestMatchers(
                                                "/actuator/health/**",
                                                "/v3/api-docs/**",
                                                "/contracts/**",
                                                "/swagger-ui/**",
                                                "/swagger-ui.html",
                                                "/error")
                                        .permitAll()
                                        .requestMatchers("/actuator/**")
                                        .hasAnyRole("MONITORING", "ADMIN")
                                        .requestMatchers("/admin/**")
                                        .hasRole("ADMIN")
                                        .requestMatchers("/internal/**")
                                        .hasAnyRole("SERVICE", "ADMIN")
                                        .requestMatchers("/api/**")
                                        .hasRole("USER")
                                        .anyRequest()
                                        .denyAll())
                .exceptionHandling(
                        refused ->
                                refused.authenticationEntryPoint(callers.askWhoIsCalling())
                                        .accessDeniedHandler(
                                                (_, response, _) ->
                                                        problems.write(
                                                                response,
                                                                Problems.of(
                                                                        HttpStatus.FORBIDDEN,
                                                                        "forbidden",
                                                                        "This call needs a role that the caller does not have."))))
                // No cookie, no session: there is nothing a foreign page could ride on.
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    /**
     * The end of a stream comes to the filters again; whether it might begin was asked then, and
     * who called is not known any more.
     */
    private static ObjectPostProcessor<AuthorizationFilter> onceEach() {
        return new ObjectPostProcessor<>() {
            @Override
            public <F extends AuthorizationFilter> F postProcess(F filter) {
                filter.setFilterAsyncDispatch(false);
                return filter;
            }
        };
    }
}
