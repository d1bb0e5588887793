package com.example.letters;

import static org.springframework.security.config.Customizer.withDefaults;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

// region security
@Configuration(proxyBeanMethods = false)
class Security {

    @Bean
    SecurityFilterChain whoMayCallWhat(HttpSecurity http) {
        return http.authorizeHttpRequests(
                        paths ->
                                paths.requestMatchers("/actuator/health/**")
                                        .permitAll()
                                        .requestMatchers("/admin/**", "/actuator/**")
                                        .hasRole("ADMIN")
                                        .anyRequest()
                                        .denyAll())
                .httpBasic(withDefaults())
                .csrf(AbstractHttpConfigurer::disable) // no cookie, no session to ride on
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }
}
// endregion
