using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ticketing.VenueSettings;

internal sealed class SavedSettingMapping : IEntityTypeConfiguration<SavedSetting>
{
    public void Configure(EntityTypeBuilder<SavedSetting> builder)
    {
        builder.ToTable("saved_settings");
        builder.HasKey(s => s.Key);
        builder.Property(s => s.Key).HasMaxLength(100);
    }
}

internal sealed class SavedVersionMapping : IEntityTypeConfiguration<SavedVersion>
{
    public void Configure(EntityTypeBuilder<SavedVersion> builder)
    {
        builder.ToTable("saved_settings_version");
        builder.Property(v => v.Id).ValueGeneratedNever();
    }
}
