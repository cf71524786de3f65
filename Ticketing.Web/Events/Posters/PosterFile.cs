using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ticketing.Events.Posters;

/// <summary>
/// One size of an uploaded poster. It is kept in the database and not as a file alone: so every process that serves the venue has it, it is saved
/// with the event in one transaction, and a backup of the database is a backup of everything. Some hundred posters of 300 KB are little for either
/// database; the storage folder keeps copies, so that pages do not read them from there.
/// </summary>
public sealed class PosterFile
{
    /// <summary>The picture as other sites show it beside a link: 1200 × 630.</summary>
    public const string Share = "share";

    /// <summary>Made from the contents: what is served under it never changes. Several events may show the same one.</summary>
    public required string Name { get; init; }

    /// <summary>The width in pixels ("400", "800"), or <see cref="Share"/>.</summary>
    public required string Size { get; init; }
    public required byte[] Bytes { get; init; }
    public required DateTimeOffset UploadedAt { get; init; }
}

internal sealed class PosterFileMapping : IEntityTypeConfiguration<PosterFile>
{
    public void Configure(EntityTypeBuilder<PosterFile> builder)
    {
        builder.ToTable("posters");
        builder.HasKey(p => new { p.Name, p.Size });
        builder.Property(p => p.Name).HasMaxLength(64);
        builder.Property(p => p.Size).HasMaxLength(8);
    }
}
