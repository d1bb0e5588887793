package dev.orderflow.cli.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OperatorTest {

    @Test
    void a_name_becomes_one_that_services_take() {
        assertThat(Operator.named("ada").userId()).isEqualTo("ada");
        assertThat(Operator.named("DOMAIN\\Ada L.\n").userId()).isEqualTo("DOMAIN-Ada-L.");
        assertThat(Operator.named("  ").userId()).isEqualTo("operator");
        assertThat(Operator.named("a".repeat(100)).userId()).hasSize(64);
    }
}
