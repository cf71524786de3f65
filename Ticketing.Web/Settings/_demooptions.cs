namespace Ticketing.Settings;
public sealed class DemoOptions { public bool Seed { get; set; } }
