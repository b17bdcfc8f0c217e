package io.github.camelfastspring.springboot;

import java.util.Locale;

import org.apache.camel.util.SensitiveUtils;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Masks the component's secrets in the actuator's endpoints {@code env} and {@code configprops}, also where
 * {@code management.endpoint.*.show-values} shows values.
 */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
public class FastSpringActuatorAutoConfiguration {

    private static final String PREFIX = "camelcomponentfastspring";

    @Bean
    SanitizingFunction fastSpringSanitizingFunction() {
        return data -> isSecret(data.getKey()) ? data.withValue(SanitizableData.SANITIZED_VALUE) : data;
    }

    /** Whatever the form of the key: {@code camel.component.fastspring.password}, {@code CAMEL_COMPONENT_FASTSPRING_PASSWORD}. */
    private static boolean isSecret(String key) {
        String letters = key.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
        return letters.startsWith(PREFIX) && SensitiveUtils.containsSensitive(letters.substring(PREFIX.length()));
    }
}
