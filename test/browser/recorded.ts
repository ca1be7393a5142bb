/** What the bundled recording holds, for tests to go to. */
export const gate = 'rUDY8mgnJpmSNcPmJcEz8rMA98ZpARWDiq';
export const holder = 'rE1j5h3rkeq3sRyXKVxc7ecyQizwbSTJHv';
/** rsAKtuKMLYcXEwXjWwDnDZd6UAforYN9Xp buys an NFT for 19 XRP. */
export const nftSale = 'E568F82D8B1D3F6558788AE56790B13D8A1929F1720FF85BB71A105CEC2B6AB0';
export const nftSaleCtid = 'C000004F00000000';
export const nft = '00090000CBBC256DD1843B5E4FA415CE15C2EA613899323E08AB7F0700000065';
export const ledger200 = '34E7C98F343BB60E4C893B6B2457E076A2ECF63DF6ADDF3CCFCC46940A943FC8';
/** The gate's AccountRoot. */
export const object = 'B4770D007FB0C44B4981F464AD414C60CBE6C6665C893CD179FEEAAE1840528A';
/** No MPT is known there: the amendment is not in force. */
export const mpt = '000004C463C52827307480341125DA0577DEFC38405B0E3E';
