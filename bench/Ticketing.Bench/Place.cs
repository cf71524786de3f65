using Ticketing.Settings;

namespace Ticketing.Bench;

internal sealed record Place(DatabaseProvider Provider, string ConnectionString, string Folder);
