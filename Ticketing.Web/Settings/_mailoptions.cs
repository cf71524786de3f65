namespace Ticketing.Settings;
public enum MailTransport { Pickup, Smtp }
public enum SmtpSecurity { None, StartTls, Tls }
public sealed class SmtpOptions { public string Host {get;set;}=""; public int Port {get;set;}=587; public string Username {get;set;}=""; public string Password {get;set;}=""; public SmtpSecurity Security {get;set;}=SmtpSecurity.StartTls; }
public sealed class MailOptions { public MailTransport Transport {get;set;} public string From {get;set;}=""; public SmtpOptions Smtp {get;set;}=new(); }
public sealed class NotificationOptions { public TimeSpan PollInterval {get;set;}=TimeSpan.FromSeconds(5); }
