using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Bench;

internal sealed record BenchDatabase(DatabaseProvider Provider, string ConnectionString, string Folder);
