namespace Ticketing.Settings;
public static class Currencies { public static int MinorUnitDigits(string currency) => 2; }
