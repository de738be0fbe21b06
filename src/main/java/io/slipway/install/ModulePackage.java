package io.slipway.install;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.core.value.ModuleDefinition;
import io.slipway.core.value.ModuleName;
import java.nio.file.Path;

/**
 * An unpacked module image that was read and found usable.
 *
 * @param key section of the module in values documents
 * @param staticValues layer 1 of the values (runtime.md 2.2)
 * @param digests {@code images_digests.json}; empty when the package has none
 */
record ModulePackage(
    ModuleName module,
    Path dir,
    String key,
    ModuleDefinition definition,
    ObjectNode staticValues,
    ModuleSchemas schemas,
    SettingsConversions conversions,
    ObjectNode digests) {}
