namespace Ticketing.Settings;
public sealed class StorageOptions { public string Directory { get; set; } = "data"; }
public sealed class SiteOptions { public string PublicBaseUrl {get;set;}=""; public string VenueName {get;set;}=""; public string TimeZone {get;set;}="Europe/London"; public string Currency {get;set;}="GBP"; public string SupportEmail {get;set;}=""; public string AccentColor {get;set;}="#d43d22"; public string LegalName {get;set;}=""; public string Address {get;set;}=""; public string TaxNumber {get;set;}=""; }
public sealed class PricingOptions { public decimal BookingFeePercent {get;set;} public long BookingFeeFixed {get;set;} public decimal TaxRatePercent {get;set;}=20; }
public sealed class HoldOptions { public TimeSpan Lifetime {get;set;}=TimeSpan.FromMinutes(10); }
public sealed class CheckoutOptions { public bool PhoneRequired {get;set;} }
public enum PaymentProvider { None, Sandbox, Stripe }
public sealed class PaymentOptions { public PaymentProvider Provider {get;set;} public TimeSpan Window {get;set;}=TimeSpan.FromMinutes(30); }
public sealed class RateLimitingOptions { public bool Enabled { get; set; } = true; }
