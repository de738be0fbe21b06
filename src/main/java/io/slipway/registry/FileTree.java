package io.slipway.registry;

import java.io.IOException;
import java.io.InputStream;

/**
 * What layers are flattened into. Paths are clean: relative, {@code /} between the parts, no empty,
 * {@code .} or {@code ..} part. A later entry of a path replaces an earlier one.
 */
interface FileTree {
  void directory(String path) throws RegistryException;

  /**
   * @param content of exactly the entry; to be read to its end or not at all
   */
  void file(String path, int mode, InputStream content) throws IOException, RegistryException;

  void symbolicLink(String path, String target) throws RegistryException;

  /**
   * @param target clean path
   */
  void hardLink(String path, String target) throws RegistryException;

  /** An entry that is neither file, directory nor link. */
  void other(String path) throws RegistryException;

  /** Whiteout: the path, and all below it, is not in the image. */
  void remove(String path) throws RegistryException;

  /** Opaque whiteout: nothing that lower layers have below the path is in the image. */
  void clear(String path) throws RegistryException;
}
