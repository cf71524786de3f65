using Ticketing.Settings;

namespace Ticketing.Bench;

/// <summary>Where a venue's database is.</summary>
/// <param name="Folder">The venue's storage folder.</param>
internal sealed record Place(DatabaseProvider Provider, string ConnectionString, string Folder);
