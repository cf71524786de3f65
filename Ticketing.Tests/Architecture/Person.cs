namespace Ticketing.Tests.Architecture;

/// <summary>Everybody who may ask for a page.</summary>
public enum Person
{
    Stranger,
    Buyer,
    OtherBuyer,
    AdminWithOneFactor,
    WaitingForApproval,
    DisabledAdmin,
    DemotedSuperAdmin,
    Admin,
    SuperAdmin,
}
