package dev.orderflow.payment;

import dev.orderflow.payment.domain.GatewayPolicy;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Takes the money for orders, by points or by card, and gives it back. */
@SpringBootApplication
@EnableConfigurationProperties(GatewayProperties.class)
public class PaymentServiceApplication {

    public static void main(String... args) {
        SpringApplication.run(PaymentServiceApplication.class, args);
    }

    @Bean
    GatewayPolicy gatewayPolicy(GatewayProperties properties) {
        return properties.toPolicy();
    }
}
