package io.github.camelfastspring.kamelets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The page about Kamelets is as the build writes it. */
class KameletTablesTest {

    @Test
    void thePageIsCurrent() throws Exception {
        String page = Files.readString(Path.of("../../docs/kamelets.md"));

        assertThat(KameletTables.update(page, KameletFile.all())).isEqualTo(page);
    }

    @Test
    void noKameletIsLeftOut() {
        List<KameletFile> kamelets = KameletFile.all();

        assertThatThrownBy(() -> KameletTables.update("", kamelets))
                .hasMessageContaining(kamelets.get(0).name());
        assertThatThrownBy(() -> KameletTables.update("<!-- kamelet:start other -->\n<!-- kamelet:end -->", kamelets))
                .hasMessageContaining("other");
    }
}
