using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ticketing.Features.Settings;

internal sealed class SavedSettingMapping : IEntityTypeConfiguration<SavedSetting>
{
    public void Configure(EntityTypeBuilder<SavedSetting> builder)
    {
        builder.ToTable("saved_settings");
        builder.HasKey(s => s.Key);
        builder.Property(s => s.Key).HasMaxLength(100);
    }
}

internal sealed class SavedSettingsVersionMapping : IEntityTypeConfiguration<SavedSettingsVersion>
{
    public void Configure(EntityTypeBuilder<SavedSettingsVersion> builder)
    {
        builder.ToTable("saved_settings_version");
        builder.Property(v => v.Id).ValueGeneratedNever();
    }
}
