//! What people write where a secret is to be put, in the languages that they write it in. In small letters.

use super::table::{Starts, body, split, starts, table};

/// How placeholders begin, with what separates words left out. Those of a letter stand together.
pub(in crate::value) static PLACEHOLDERS: &[u8] = table!(
    "\
    abcdefghij abcd1234 astringsecret askdevops aendermich bitteaend bittesetzen bitteersetz cidummy changeme \
    changethis changein changezmoi cambiame cambiami collerv collezv collerici collezici defaultvalue dummykey dummytoken dummysecret \
    deinapi deinschl deingeheim deinpass dinapi dinnyckel enteryour ersetzmich fakekey faketoken fillmein fillin \
    fixme getfrom generateme hiddenfor hierschl hierein hierden inserta insertkey insertthe insertyour inserez \
    insiraa inserisci jouwapi latuachi latuaapi mockapi mocktoken mysecretpass myapikey mysecretkey motdepasse \
    mudeesta notareal notconfigured 0123456789 pleasechange pleasereplace pleaseset pasteyour pastehere \
    placeholder putyour 12345678 replaceme replacethis replacewith remplacez reemplaza samplekey sampletoken \
    setme somerandomstring skdummy skfake sk123456 skplaceholder skproj0000 supersecret setinvault seeinvault \
    skreplace skthisis skci skhere sk0000000 skxxxx skproj12345 skyour sucla suachave suaapi suasenha seutoken test1234 \
    tobedefined tobeset tobefilled tobereplaced tutoken tuclave tuapi tucontra tusecret twojklucz twojeh uwapi uwsleutel \
    votrecl votreapi votremot votresec vulhier wstaw yourapi yourkey youropenai yoursecret yourtoken \
    yourpassword"
);

/// Where the words of each letter begin.
pub(in crate::value) static STARTS: Starts = starts(PLACEHOLDERS);

/// How they begin, by a bit for four letters.
static FOURS: [u64; 32] = {
    let mut bits = [0; 32];
    let mut rest = body(PLACEHOLDERS);
    while let Some((word, behind)) = split(rest) {
        match word {
            [a, b, c, d, ..] => {
                let bit = bit_of([*a, *b, *c, *d]);
                #[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
                {
                    bits[bit / 64] |= 1 << (bit % 64);
                }
            }
            _ => panic!("a placeholder has four letters"),
        }
        rest = behind;
    }
    bits
};

/// Whether a placeholder may begin with these small letters, by one look.
pub(in crate::value) fn may_begin_placeholder(four: [u8; 4]) -> bool {
    let bit = bit_of(four);
    matches!(FOURS.get(bit / 64), Some(bits) if bits >> (bit % 64) & 1 == 1)
}

const fn bit_of(four: [u8; 4]) -> usize {
    (u32::from_le_bytes(four).wrapping_mul(0x9e37_79b1) >> 21) as usize
}

/// How they begin where something separates words among the first four signs.
pub(in crate::value) static HEADS: &[u8] = table!(
    "\
    my-a my_a my-s my_s put- put_ to_b fill sk-r sk_r sk-t sk_t sk-c sk_c sk-h sk_h sk-0 sk_0 sk-x sk_x sk-X see- see_ set- set_ ask- ask_ gene \
    sk-y sk_y to-b to_b ci-d ci_d sk-d sk_d sk-f sk_f sk-p sk_p \
    sk-1 sk_1 not- not_ get- get_ mot- mot_ a-st a_st xxx- 0000 tu-c tu_c tu-a tu_a la-t la_t \
    x-ap x-au api- auth bear uw-a uw_a uw-s din- din_ vul- su-c sua- sua_ tu-t tu_t seu- seu_"
);

/// The same in letters of other scripts.
pub(in crate::value) static FOREIGN: &[u8] = table!(
    "\
    ваш Ваш ВАШ введите Введите ВВЕДИТЕ вставьте Вставьте замените Замените 你的 您的 请输入 请填 \
    あなたの ここに 여기에 당신의 귀하의"
);

/// Whole texts, likewise. Those of a letter stand together.
pub(in crate::value) static WHOLE: &[u8] = table!(
    "\
    apikey asdfasdf ciplaceholder contrasena contraseña data+omitted disabled empty example encrypted examplekey \
    foobarbaz fakekey hidden hasło heslo key kennwort masked nil nullnull none notset null notconfigured \
    notneeded password p4ssw0rd production passwort qwertyuiop secret something secretkeyref sensitive \
    skciplaceholder seevault tbd topsecret test todo token testkey undefined unset valuefrom whatever wachtwoord \
    xxx"
);

/// Likewise.
pub(in crate::value) static STARTS_OF_WHOLE: Starts = starts(WHOLE);
