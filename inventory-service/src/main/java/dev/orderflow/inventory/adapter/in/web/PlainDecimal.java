package dev.orderflow.inventory.adapter.in.web;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** An amount of 0 or more, without sign, exponent or grouping. */
@Pattern(regexp = "[0-9]{1,15}(\\.[0-9]{1,4})?")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({FIELD, PARAMETER})
@Retention(RUNTIME)
@interface PlainDecimal {

    String message() default "must be a plain decimal in quotes, such as \"12.50\"";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
