namespace RetSam.Imaging.Skia.Tests.Pictures;

/// <summary>
/// <see cref="TestPicture.Quadrants"/> in formats that nothing here can write, made with Pillow 9.4 (Debian 12, python3-pil): JPEGs with
/// quality=95; the CMYK one from convert("CMYK"), which Pillow stores inverted with an Adobe marker as Photoshop does; the YCCK one the same
/// with the inks turned into YCbCr before and the Adobe marker's transform byte set to 2; the GIF from quantize(64), interlaced.
/// </summary>
internal static class EmbeddedPictures
{
    public static byte[] ProgressiveJpeg { get; } = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAIBAQEBAQIBAQECAgICAgQDAgICAgUEBAMEBgUGBgYFBgYGBwkIBgcJBwYGCAsICQoKCgoKBggLDA" +
        "sKDAkKCgr/2wBDAQICAgICAgUDAwUKBwYHCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgr/wgARCAAo" +
        "ADADAREAAhEBAxEB/8QAGgAAAQUBAAAAAAAAAAAAAAAAAwIEBQcJCP/EAB0BAAICAgMBAAAAAAAAAAAAAAMEAAgCBgUHCQH/2gAMAwEAAhADEA" +
        "AAAaH1Tv8AMNo2DVw6R50OwrPAL0B2R6OGwaMNq5dG82XgF3gVuYLV3WIQpMydo9H10kMByAx523X3dbXxTWOolVOclJJSTJCz/CqaxW181SqZ" +
        "zspJKSf/xAAbEAADAQADAQAAAAAAAAAAAAAAAQMCBQcRIP/aAAgBAQABBQJISEjGTGTGRISEjGTGTGRcuLmBc0T679J9b+k+s/fiUyUyU/iUyU" +
        "yUz//EAB0RAAIBBQEBAAAAAAAAAAAAAAACAQcRRKLiozD/2gAIAQMBAT8BRRFEUZhmGYRRFEUZhmGYipVsXfgiqFsT04IqrbD9OCafXydOiad3" +
        "ytOyab3ytO/r/8QAIBEAAwAABgMBAAAAAAAAAAAAAAECBgcRRKLiIEOj4//aAAgBAgEBPwFjY2UymUxsY2UymUxZUN7z59xZRa7359xZOOt98/" +
        "0HgzX38ew8E67jj2HgbXccexEkSRPhEkSRPh//xAAcEAABBAMBAAAAAAAAAAAAAAAAMDQ1oqOk4uH/2gAIAQEABj8CUb2G1xtclsHpL6/RM6/S" +
        "v//EABsQAQEBAAMBAQAAAAAAAAAAAAABYRHB8DDh/9oACAEBAAE/Ifp+rUr4/lw+OnD66VPYlBSJEjNmzSJEjNmzf//aAAwDAQACAAMAAAAQCS" +
        "vQXRYACoAAlAA//8QAGREBAQADAQAAAAAAAAAAAAAAAQARIDAx/9oACAEDAQE/EOitStR3BYFKSrEsy4vJdVzLp//EABgRAQADAQAAAAAAAAAA" +
        "AAAAAAEAECAw/9oACAECAQE/EFsFRaFVK1aJYywl6mqr/8QAHhAAAQQCAwEAAAAAAAAAAAAAAAERQWEhUSBxgTH/2gAIAQEAAT8QagagagrKys" +
        "nJycrKSsTTI0clKhkp9QPSS1AHOh7Kky+cAA5hPg50TL5wAH//2Q==");

    public static byte[] CmykJpeg { get; } = Convert.FromBase64String(
        "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcGBggLCAkKCgoKCgYICwwLCg" +
        "wJCgoK/8AAFAgAKAAwBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQEC" +
        "AwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dX" +
        "Z3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4E" +
        "QwBNAFkASwAAPwD3bSdN/wBmvx3r8d6/fyuo0nTf9miiiuo0nTf9miiiv5sa/p20nTf9miiiuo0nTf8AZooorqNJ03/Zoor+h7SdN/2a/k5oor" +
        "qNJ03/AGaKKK6jSdN/2aKKK/mRr+pbSdN/2aKKK6jSdN/2aKKK6jSdN/2aKK/Ru0/4L/xWv/No+7/ufcf+2FfyM1+kdp/wb3S3X/N223/uQs/+" +
        "39Falp/wcRxWv/Nne7/uoOP/AHH0VqWn/BuTLdf83hbf+6fZ/wDchRWpaf8AByRFa/8ANl27/uouP/cdRWpaf8G0st1/zeft/wC6c5/9yNFblp" +
        "/wbAy3X/N7m3/umuf/AHJV/VtpOm/7Nalp/wAGwMt1/wA3ubf+6a5/9yVFalp/wauy3X/N9O3/ALpjn/3J11Gk6b/s1qWn/Bq7Ldf8307f+6Y5" +
        "/wDcnRWpaf8ABpxLdf8AN+u3/uluf/cpXUaTpv8As1qWn/BpxLdf8367f+6W5/8AcpRX48V/HzX2vpOm/wCzRRRXUaTpv+zRRRXUaTpv+zRX9a" +
        "2k6b/s1/WtpOm/7NdRpOm/7NFdRpOm/wCzXUaTpv8As11Gk6b/ALNFdRpOm/7NdRpOm/7NdRpOm/7NFfxs1/GzXyvpOm/7NFFFdRpOm/7NFFFd" +
        "RpOm/wCzRX9e2k6b/s1/XtpOm/7NdRpOm/7NFdRpOm/7NdRpOm/7NdRpOm/7NFdRpOm/7NdRpOm/7NdRpOm/7NFf/9k=");

    public static byte[] YcckJpeg { get; } = Convert.FromBase64String(
        "/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcGBggLCAkKCgoKCgYICwwLCg" +
        "wJCgoK/8AAFAgAKAAwBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQEC" +
        "AwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dX" +
        "Z3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4E" +
        "QwBNAFkASwAAPwD7qnmx3r1SNP8A69fn/d3PvX7+VTnmx3qeND6Vl3dz70VTnmx3qeNPb6Vl3dz70V8e3t3717bBD7V/RdbW/tRWRe3fvV6CH2" +
        "rRtrf2orHvbv3q7BDjtWhbW/tRX3/NL3r5ujT2r+ci7ufeiqc0verEaCsu7ufeiqc0vepo0NZd3c+9FfGl7d+9e5wQ+1f0l21v7UVkXt371dgh" +
        "x2rRtoPaisi9u/erkEPtWjbW/tRX6eyfCIvyfEWP+3T/AOzr8qZP+CryQf8ANBs/9zT/APctfinJ/wAE1XmP/Jasf9y5/wDdNFV5Pg4W5PiXH/" +
        "bn/wDZ1BJ/wV3SD/m33P8A3Nn/ANyVWl/4JgPN0+OWP+5Z/wDumiq8vwVLf8zP/wCSX/2dQyf8Fj0g/wCbdM/9zf8A/clV5v8AglW0v/Necf8A" +
        "cr//AHVRX4vaj/wUQWP/AJpNn/uP/wD2ivuGP9sxU/5ptn/uMf8A2mv0Xi/4KBLH/wA0jz/3H/8A7RRXP6j/AMFIFj/5pDn/ALmD/wC56mT9tg" +
        "J/zTLP/ca/+01Yi/4KIrH/AM0ez/3MH/3PRXP6j/wUvWPn/hTef+5i/wDuep4/241T/ml2f+43/wDaKsxf8FIFj/5oxn/uYv8A7nor+iJmz9K/" +
        "FG7ufevDgABRUbv3NZd3c+9SKuOtFRM3c1l3dz709F7n8KK/l51bUv8Aar9WK4miuX1bUs8bqKKK5bVtT7lvpRRRX9brtngGvy/u7n3rskXufw" +
        "oqJmzyelZd3c+9PVc9aKiZu5rLu7n3qQAk0V/K7q2p+jV+tFcNRXLatqQ/vcUUUVy+ran/ALVFFFf/2Q==");

    public static byte[] InterlacedGif { get; } = Convert.FromBase64String(
        "R0lGODdhMAAoAIUAAPLy8u3t7erq6ufn5+Xl5ePj4+Dg4N7e3tzc3Nvb29ra2tjY2NXV1dPT087Ozh7eHh7ZHh7WHh7THh7RHh7PHh7MHh7KHh" +
        "7IHh7HHh7GHh7EHh7BHh6/Hh68Hh63HsAeHrseHrgeHrUeHrMeHrEeHq4eHqweHqoeHqkeHqgeHqYeHqMeHqEeHp4eHpkeHh4e1B4ezx4ezB4e" +
        "yR4exx4exR4ewx4ewR4ewB4evh4evR4evB4euh4etx4etR4esh4erSwAAAAAMAAoAEAI/wBdCBTYoiALFitWqFCRIsUJEyZKlCBBYoSHixc7aO" +
        "TAYcMGDRoyZLhgwUKFChQoTDCIUCFDFA8lThxBU0SImyA2dvwYEgPJkygnCJUQoSgEhilQQJRIsabNECCigvhA9UPIDBhKnkw5lGgECGAhPBj7" +
        "4McPH2h79ODBY8cOHTlw3LhRowYNGjNmyJDhoK+DBoAZMFiwQEECBAcOGDBQoAABAgMGsG2rA65cG3Xx5pURozOMzy8ED1ZgGPFixo8hC1gdoD" +
        "UAgiwTLkz6MOLEiiNEiMio0yNIrCRNolQ5QYKEhAobwrQ9s+ZNqFE/ePwo0qfwoEOLfgVb1qxZtD7Usv91W1nuDcx3Z/hd/7eBYMKkEStm7Djt" +
        "2rZv457PnFdv5xgwtOfeYIUdNh9qjw2wmgABvAXXXOhptpdnn8HwwoUvFGZYYos1lqCCDLYWAAAkvjZQQS20lBxtzOFmEUYadbATdcBdR9xKKK" +
        "qIlFK2NZXbUzHKON1VWQnHVXFeHSQbUrUxhZtuOEXFkW9XBbcVccYZBZZLLPb45FNSVcVTjUZi6VVYZLEok4tPQTdVVVTVCNSNXm0nFlljeXdW" +
        "WpM5qB9mdvXHXnuiaWjgaY49Bl54fVaWA4R2SchZDH4F9h5pCXBI34eriYdfeZCmp9ekFVoKnwLydZhoZKy19ql+dEX/uhmpoF1IYGmaeggZiC" +
        "KWaNl+gW72X4UYYogroqmBGOKIJZI4kAsopojcjkvdRhNGHgQ5I5FaDSfUibFxudyaNOUGY29jWjenUMVBG+5sDlXrI5TZovvbSN0emWWO0yoX" +
        "E1PlthnjttX9tBW7dabY0mzLeelUlDLu9Jt1ZXalpY7KyftllFIOWV2+Zmq5pbj/Npfbc2FKl67B2BWnHZoPwNuktT9yDOe9VnqLpMh4+ttiwC" +
        "hHB2fBNiL8Mnd4Nuzkw27CWRXFV1psJ55k6bnofZQ9uJ+ogxJ66Ybz6eodeJ6S9yd/m7EH2IDwHdphsnuGdx95OpgX4ayUVsq2hqludrqrAGQ3" +
        "+iugmvnXWV+Wjnbs2wkuKPd4+ZmXmaQUrv1egX3rymqIWPsZKuUAllooprmuyquIkA+OtuGhWxjarW4jqFqrzNJtt6yjUuj6hadmbjrtzTp62e" +
        "qTtl7sC5iaxvjsyzYLAKyT42388S8YGPbvzTsPQEAAOw==");
}
