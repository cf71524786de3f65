namespace Ticketing.Features.Backups.Targets;

/// <summary>The message is a sentence for staff and contains no secret.</summary>
public sealed class BackupTargetException(string message, Exception? inner) : Exception(message, inner);
