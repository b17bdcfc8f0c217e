package io.github.camelfastspring.springboot.shop;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** An application as a user writes it, with further routes in {@code camel/shop.yaml}. */
@SpringBootApplication
public class ShopApplication {

    @Bean
    RouteBuilder polled() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("fastspring:events?types=order.*&initialDelay=0&delay=50")
                        .routeId("polled")
                        .to("mock:polled");
            }
        };
    }

    @Bean
    IdempotentRepository handled() {
        return MemoryIdempotentRepository.memoryIdempotentRepository(1000);
    }
}
