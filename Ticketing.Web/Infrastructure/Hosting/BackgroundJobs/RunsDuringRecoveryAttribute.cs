namespace Ticketing.Infrastructure.Hosting.BackgroundJobs;

/// <summary>Marks jobs that run while the venue is closed after a restore. They sell, send and refund nothing.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RunsDuringRecoveryAttribute : Attribute;
