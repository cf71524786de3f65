namespace Ticketing.Features.Backups.Archives;

/// <summary>The file is no backup that can be used.</summary>
/// <param name="message">The reason, as a sentence for the operator.</param>
public sealed class BackupFileException(string message, Exception? inner = null) : Exception(message, inner);
